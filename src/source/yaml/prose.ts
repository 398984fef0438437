/** How lines begin that were copied out of a terminal. */
const command =
  /^(?:[$#>%]\s+)?(?:sudo\s+)?(?:kubectl|cat|vim?|nano|less|tee|curl|wget|helm|docker|kustomize|minikube|kubeadm|git|echo|cd|ls|mkdir|rm|cp|mv|apt(?:-get)?|yum|dnf|brew|pip|npm|bash|sh|export|source|systemctl|openssl)\s+\S/
const prompt = /^\[?[\w.-]+@[\w.-]+[^\]#$:]*\]?(?::[^#$]*)?[#$]/
const shell = /^(?:\$\s|EOF\b|<<\s*-?['"]?\w+|```|~~~|[A-Za-z_]\w*=\S*$)/

/** Whether a line was not meant as YAML: a shell prompt, a command, the end of a heredoc, a fence of Markdown, or a sentence. */
export function isProse(line: string): boolean {
  return isShell(line) || isSentence(line)
}

/** Whether a line was copied out of a terminal, or is the fence around a text that was. */
export function isShell(line: string): boolean {
  return prompt.test(line) || command.test(line) || shell.test(line)
}

/** Three words or more, or a text in a script without blanks, and nothing that YAML would want there. */
function isSentence(line: string): boolean {
  if (/^[-?{["'&*!|>@`%]/.test(line) || /^[\w./-]+\s*[:：=]/.test(line)) return false
  return /^\S+(?:\s+\S+){2,}/.test(line) || /^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(line)
}

/** Where the first manifest begins in a text that starts as something else; -1 for none. */
export function manifestBegin(text: string, from: number, end: number): number {
  const first = /^["']?(?:apiversion|kind|metadata)["']?[ \t]*:[ \t\n]/gim
  first.lastIndex = from
  const found = first.exec(text)
  return found === null || found.index >= end ? -1 : found.index
}
