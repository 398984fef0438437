export { type DevicePod, type PodDeviceClaim, usesDevices } from './device-claim.ts'
export { type DeviceClaimState, Devices, isDeviceObject } from './devices.ts'
