import type { Rule } from '../row.ts'
import { struct } from '../struct.ts'
import { conversionErrors } from './conversion.ts'
import { approvalErrors, groupErrors, nameErrors, namesRules, scopeRules } from './names.ts'
import { type DefinitionRuleChecks, hasDefaults, schemaPlacesErrors } from './schema-places.ts'
import { selectableFieldErrors } from './selectable-fields.ts'
import { versionPartsErrors, versionsErrors } from './versions.ts'

/** Mirrors apiextensions-apiserver pkg/apis/apiextensions/validation/validation.go ValidateCustomResourceDefinition, v1.36; without checks, CEL rules are not compiled. */
export const definitionRules = (checks?: DefinitionRuleChecks): readonly Rule[] => [
  { errors: nameErrors },
  struct('spec', [
    { errors: groupErrors },
    ...scopeRules,
    { errors: versionsErrors },
    { errors: versionPartsErrors },
    struct('names', namesRules),
    { errors: (spec, context) => schemaPlacesErrors(spec, context, checks) },
    { errors: selectableFieldErrors, since: 31 },
    { at: 'conversion', rules: [{ errors: conversionErrors }] },
    {
      at: 'preserveUnknownFields',
      when: spec => hasDefaults(spec),
      reason: 'FieldValueInvalid',
      check: ({ value }) => (value === true ? ['must be false in order to use defaults in the schema'] : []),
    },
    {
      at: 'preserveUnknownFields',
      reason: 'FieldValueInvalid',
      check: ({ value }) =>
        value === true ? ['cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead'] : [],
    },
  ]),
  { errors: approvalErrors },
]
