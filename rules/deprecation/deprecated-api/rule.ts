import { convertedTo, defineRule, FieldRef, resourceTitle, warningTopic } from '../../kit.ts'

/** Versions that the server takes in silence although a newer one has more. */
const superseded: ReadonlyMap<string, string> = new Map([['autoscaling/v1 HorizontalPodAutoscaler', 'autoscaling/v2']])

export default defineRule({
  id: 'deprecation/deprecated-api',
  summary: 'An API version that Kubernetes has deprecated',
  severity: 'warning',
  claim: 'risks',
  stage: 'warn',
  since: '0.1.0',
  presets: ['recommended'],
  checks: ['api-deprecated'],
  peers: [{ tool: 'kube-score', check: 'stable-version', same: false, difference: 'Judges for Kubernetes 1.18 unless told otherwise.' }],
  when: { server: true, kinds: ['HorizontalPodAutoscaler'] },
  messages: {
    deprecated: '{title} is written in an API that is to go: {sentence}.',
    superseded: '{title} is written in {apiVersion}, which {replacement} has superseded.',
  },
  help: 'Write it in the API that takes its place.',
  component: { name: 'kube-apiserver', reason: 'Warning', sentence: '{sentence}' },
  fixable: 'unsafe',
  object(resource, context) {
    const { apiVersion, kind } = resource.type
    const at = new FieldRef(resource, ['apiVersion'])
    const title = resourceTitle(resource)
    const warning = context.request(resource)?.verdict.warnings.find(each => warningTopic(each) === 'api')
    if (warning !== undefined) {
      const replacement = /; use (\S+ \S+)$/.exec(warning.message)?.[1]
      const help = replacement === undefined ? 'Plan without it: nothing takes its place.' : `Write ${replacement}.`
      context.report({ at, message: 'deprecated', data: { title, sentence: warning.message }, help })
    }
    const replacement = superseded.get(`${apiVersion} ${kind}`)
    if (replacement === undefined) return
    const help = `Write ${replacement}, in which metrics are a list.`
    const data = { title, apiVersion, replacement, sentence: `${apiVersion} is kept for old clients` }
    const conversion = convertedTo(resource.document, resource.root, { apiVersion, kind }, replacement)
    context.report({ at, message: 'superseded', data, help, severity: 'info', fixes: conversion === undefined ? [] : [conversion] })
  },
})
