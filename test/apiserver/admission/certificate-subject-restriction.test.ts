import { expect, test } from 'vitest'
import { certificateSubjectRestriction } from '../../../src/apiserver/admission/certificate-subject-restriction.ts'
import { base64Of } from '../../../src/k8s/base64.ts'
import { newestVersion } from '../../../src/k8s/version.ts'
import { requestOf, viewOf } from '../request-of.ts'

const masters = `MIHiMIGKAgEAMCgxFzAVBgNVBAoMDnN5c3RlbTptYXN0ZXJzMQ0wCwYDVQQDDARqYW5lMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE1BOJ1dbOYoZcnpqn25QHD6m6
NkF67+DKhhFVbEXBbOVcwLG/XXWpr0it/0g8n2WBOKHMBZviPl5hyhTnJphPRqAAMAoGCCqGSM49BAMCA0cAMEQCIBZF+ehPAQyVcT/vjN9YZg278Mi+eJnApZYigwvv
jClGAiBLRYDPbNYDIfvhMwzRRrQwlUv+DJBSFzgbmlKgIygXqw==`
const developers = `MIHXMH8CAQAwHTEMMAoGA1UECgwDZGV2MQ0wCwYDVQQDDARqYW5lMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEV6ijAYwyRtVX2eIt7lDFFO2EAFAiSSpsdKW9qTDl
VUH4/we4U1c3G0t+Ev5sjuT3DdnFhobq7N3XyBgKFmZ706AAMAoGCCqGSM49BAMCA0gAMEUCIQCRABHXYpx5JA3AXGzsEx+8Dqc5BaCTjQLLKMQA/4dOOAIgAIO1Ds8
w9wqfpwHquDaMUy8qpO8Dg72tugx3vdzaM8=`
const apiServerClient = 'kubernetes.io/kube-apiserver-client'
const refusal =
  'certificatesigningrequests.certificates.k8s.io "jane" is forbidden: use of kubernetes.io/kube-apiserver-client signer with system:masters group is not allowed'

test.each<[string, string, string, readonly string[]]>([
  ['a member of the group that may do everything', masters, apiServerClient, [refusal]],
  ['anybody else', developers, apiServerClient, []],
  ['such a member, by another signer', masters, 'example.com/signer', []],
  ['what is no request', 'AAAA', apiServerClient, []],
  ['lengths beyond the end', 'MP8wggEA', apiServerClient, []],
])('to certify %s', (_, der, signerName, expected) => {
  const request = base64Of(`-----BEGIN CERTIFICATE REQUEST-----\n${der}\n-----END CERTIFICATE REQUEST-----\n`)
  const spec = { request, signerName, usages: ['client auth'] }
  const object = { apiVersion: 'certificates.k8s.io/v1', kind: 'CertificateSigningRequest', metadata: { name: 'jane' }, spec }
  const refused = certificateSubjectRestriction.validate?.(requestOf(object), { view: viewOf(), version: newestVersion })
  expect(refused === undefined ? [] : [refused.message]).toEqual(expected)
})
