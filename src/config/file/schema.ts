import { presetNames } from '../../lint/presets.ts'
import type { Rule } from '../../lint/rule.ts'
import type { OptionSchemas } from '../../lint/rule-options.ts'
import { ruleLevels } from '../choices.ts'
import type { Flag } from '../flag.ts'
import { type FileKey, fileKeys } from './keys.ts'

/** A JSON schema. */
export type JsonSchema = Readonly<Record<string, unknown>>

const text = { type: 'string', pattern: '.' }
/** `off` without quotes is a boolean to YAML 1.1. */
const levels = [...ruleLevels, false]
const texts = { type: 'array', items: text }

/** What of each rule the schema says; `any`: nothing, where names are checked otherwise. */
export type SchemaRules = 'any' | readonly Pick<Rule, 'id' | 'summary' | 'options'>[]

/** The JSON schema of `seatrial.yaml`: for editors, and without the rules for the check of the file. */
export function configSchema(rules: SchemaRules): JsonSchema {
  const own: [string, JsonSchema][] = fileKeys().map(({ key, flags }) => [
    key,
    { description: flags[0]!.help, ...valueSchema(key, flags, rules) },
  ])
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'seatrial.yaml',
    description: 'What seatrial goes by in this directory and below; the command line wins over it.',
    type: 'object',
    additionalProperties: false,
    definitions: { level: { enum: levels }, setting: settingSchema(rules === 'any' ? 'any' : {}) },
    properties: {
      extends: { description: 'Files whose settings hold where this one is silent, relative to it; the later win.', ...texts },
      ...Object.fromEntries(own),
      customRules: { description: 'Files of rules of your own, relative to this one.', ...texts },
      provisioners: {
        description: 'External provisioners taken to work: all, none, or a list of names.',
        type: ['string', 'array'],
        if: { type: 'string' },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON schema
        then: { enum: ['all', 'none'] },
        else: { items: text },
      },
      overrides: {
        description: 'What holds for rules in some files only; of several that match, the later counts.',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['files', 'rule'],
          properties: { files: { description: 'Globs, relative to this file.', ...texts }, rule: byRule(rules, '#/definitions/level') },
        },
      },
      externals: {
        description: 'What exists elsewhere, as globs: a reference to it is right.',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['kind'],
          properties: { kind: text, namespace: text, name: text },
        },
      },
    },
  }
}

function valueSchema(key: string, flags: FileKey['flags'], rules: SchemaRules): JsonSchema {
  if (key === 'rule') return byRule(rules, '#/definitions/setting')
  if (key === 'preset') return { type: 'array', items: { enum: presetNames } }
  if (key === 'only') return { type: 'array', items: rules === 'any' ? text : { enum: rules.map(rule => rule.id) } }
  const [{ kind }] = flags as readonly [Flag, ...Flag[]]
  if (kind === 'switch') return { type: 'boolean' }
  const words = flags.every(flag => flag.values !== undefined) ? [...new Set(flags.flatMap(flag => flag.values ?? []))] : undefined
  const one = words === undefined ? text : { enum: words }
  if (kind === 'word') return one
  return kind === 'list' ? { type: 'array', items: one } : { type: 'object', additionalProperties: { type: ['string', 'boolean'] } }
}

/** The same for every rule; a rule that has options is described with them. */
function byRule(rules: SchemaRules, reference: string): JsonSchema {
  if (rules === 'any') return { type: 'object', additionalProperties: { $ref: reference } }
  const properties = rules.map(({ id, summary, options }) => {
    const isSetting = reference.endsWith('setting') && options !== undefined
    return [id, { description: `${summary}.`, ...(isSetting ? settingSchema(options) : { $ref: reference }) }]
  })
  return { type: 'object', additionalProperties: false, properties: Object.fromEntries(properties) }
}

/** A level, or a severity and options. */
function settingSchema(options: OptionSchemas | 'any'): JsonSchema {
  const known = options === 'any' ? {} : { additionalProperties: false, properties: options }
  return {
    type: ['string', 'boolean', 'object'],
    if: { type: ['string', 'boolean'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON schema
    then: { enum: levels },
    else: {
      additionalProperties: false,
      properties: { severity: { enum: levels }, options: { type: 'object', ...known } },
    },
  }
}
