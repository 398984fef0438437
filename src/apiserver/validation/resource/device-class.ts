import { isExtendedResource } from '../../../k8s/resource-names.ts'
import type { Rule } from '../row.ts'
import { struct } from '../struct.ts'
import { listErrors } from './collections.ts'
import { deviceConfigErrors, deviceSelectorsErrors } from './device-selectors.ts'

const mostConfigs = 32

/** Mirrors pkg/apis/resource/validation/validation.go ValidateDeviceClass, v1.36. */
export const deviceClassRules: readonly Rule[] = [
  struct('spec', [
    { errors: (spec, context) => deviceSelectorsErrors(spec.child('selectors'), context) },
    { errors: (spec, context) => listErrors(spec.child('config'), mostConfigs, config => deviceConfigErrors(config, context)) },
    {
      at: 'extendedResourceName',
      gate: 'DRAExtendedResource',
      reason: 'FieldValueInvalid',
      check: ({ text }) => (isExtendedResource(text) ? [] : ['must be a valid extended resource name']),
    },
  ]),
]
