/** A name that a file system would take as another folder. Mirrors apimachinery pkg/util/validation/validation.go hasChDirPrefix, v1.36. */
export function parentFolderErrors(text: string): readonly string[] {
  if (text === '.') return ["must not be '.'"]
  if (text === '..') return ["must not be '..'"]
  return text.startsWith('..') ? ["must not start with '..'"] : []
}

/** Mirrors pkg/apis/core/validation/validation.go validatePathNoBacksteps, v1.36. */
export function backstepErrors(path: string): readonly string[] {
  return path.split('/').includes('..') ? ["must not contain '..'"] : []
}

/** Mirrors validateLocalDescendingPath. */
export function relativePathErrors(path: string): readonly string[] {
  return [...(path.startsWith('/') ? ['must be a relative path'] : []), ...backstepErrors(path)]
}

/** Mirrors validateLocalNonReservedPath. */
export function localPathErrors(path: string): readonly string[] {
  const reserved = path.startsWith('..') && !path.startsWith('../') ? ["must not start with '..'"] : []
  return [...relativePathErrors(path), ...reserved]
}

/** The permissions of a file. */
export function fileModeErrors(mode: number): readonly string[] {
  return mode >= 0 && mode <= 0o777 ? [] : ['must be a number between 0 and 0777 (octal), both inclusive']
}
