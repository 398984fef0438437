const realTime = [
  'SIGRTMIN',
  ...Array.from({ length: 15 }, (_, index) => `SIGRTMIN+${index + 1}`),
  ...Array.from({ length: 14 }, (_, index) => `SIGRTMAX-${14 - index}`),
  'SIGRTMAX',
]
const named =
  'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ'

/** The signals that may end a container, as an error lists them. Mirrors pkg/apis/core/validation/validation.go supportedStopSignalsLinux, v1.36. */
export const linuxSignals: readonly string[] = [...named.split(' ').map(name => `SIG${name}`), ...realTime].sort()

/** Mirrors supportedStopSignalsWindows, v1.36. */
export const windowsSignals: readonly string[] = ['SIGKILL', 'SIGTERM']
