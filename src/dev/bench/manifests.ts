const head = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  labels:
    app: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
`
const container = (name: string, port: number): string => `        - name: ${name}
          image: registry.example.com/shop/${name}:1.4.2
          ports:
            - name: ${name}
              containerPort: ${port}
          env:
            - name: LOG_LEVEL
              value: info
            - name: ADDRESS
              valueFrom:
                fieldRef:
                  fieldPath: status.podIP
          readinessProbe:
            httpGet:
              path: /ready
              port: ${port}
            periodSeconds: 10
            timeoutSeconds: 2
          resources:
            requests:
              cpu: 250m
              memory: 256Mi
            limits:
              memory: 256Mi
`

/** One Deployment of two containers with nothing to find. */
export const cleanManifest = head + container('web', 8080) + container('metrics', 9102)

/** The same with an unknown field and a probe that cannot be in time. */
export const manifestWithFindings = cleanManifest.replace('replicas: 2', 'replica: 2').replace('timeoutSeconds: 2', 'timeoutSeconds: 20')

/** The same with an anchor, an alias and a merge key. */
export const manifestWithAnchors = cleanManifest
  .replace('  labels:\n    app: web\n', '  labels: &labels\n    app: web\n')
  .replace('      labels:\n        app: web\n', '      labels:\n        <<: *labels\n')

/** The same with a mapping that is never closed. */
export const manifestWithSyntaxError = cleanManifest.replace('replicas: 2', 'replicas: {2')
