// Reads texts, each behind its length as four bytes (little endian), and writes what kubectl makes of each as a line of JSON.
package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"k8s.io/apimachinery/pkg/util/yaml"
)

type answer struct {
	Documents []string `json:"documents"`
	Error     string   `json:"error,omitempty"`
}

// read decodes a text as the resource builder of kubectl does, which drops documents that are null.
func read(text []byte) (result answer) {
	result.Documents = []string{}
	defer func() {
		if failure := recover(); failure != nil {
			result.Error = fmt.Sprint("panic: ", failure)
		}
	}()
	decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(text), 4096)
	for {
		var raw json.RawMessage
		if err := decoder.Decode(&raw); err == io.EOF {
			return result
		} else if err != nil {
			result.Error = err.Error()
			return result
		}
		var document bytes.Buffer
		if err := json.Compact(&document, raw); err == nil && document.Len() > 0 && document.String() != "null" {
			result.Documents = append(result.Documents, document.String())
		}
	}
}

func main() {
	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	output := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer output.Flush()
	for {
		var length uint32
		if err := binary.Read(input, binary.LittleEndian, &length); err != nil {
			return
		}
		text := make([]byte, length)
		if _, err := io.ReadFull(input, text); err != nil {
			return
		}
		line, err := json.Marshal(read(text))
		if err != nil {
			panic(err)
		}
		output.Write(append(line, '\n'))
	}
}
