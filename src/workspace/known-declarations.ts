import { type ApiServer, neededPlugins } from '../apiserver/index.ts'
import type { Declaration } from '../cluster/declaration.ts'
import { definitionsIn, loadCustomTypes } from '../cluster/declare/custom-kinds.ts'
import type { RecallDeclarations } from '../cluster/declare.ts'
import type { DeclareMemory, ServerNeeds } from '../declare-job.ts'
import type { KubernetesVersion } from '../k8s/version.ts'
import type { CustomTypes } from '../schema/custom/custom-types.ts'
import type { SourceDocument } from '../source/source-document.ts'
import { isSameList } from './same-list.ts'

interface KnownDocument {
  readonly order: number
  readonly declarations: readonly Declaration[]
}

/** A server, and what it was loaded for. */
interface KnownServer extends Pick<ServerNeeds, 'types'> {
  readonly updated: readonly unknown[]
  readonly definitions: readonly unknown[]
  readonly plugins: string
  readonly server: ApiServer
}

/** The objects of documents and the server for them, kept from one run to the next as long as what they depend on stays the same. */
export class KnownDeclarations implements DeclareMemory {
  #documents = new WeakMap<SourceDocument, KnownDocument>()
  #defaulted = new WeakMap<Declaration, Declaration>()
  #defining: readonly SourceDocument[] = []
  #custom: CustomTypes | undefined
  #customOfDocuments: CustomTypes | undefined
  #server: KnownServer | undefined

  loadCustomTypes = async (documents: readonly SourceDocument[], version: KubernetesVersion): Promise<CustomTypes | undefined> => {
    const defining = documents.filter(document => definitionsIn(document).length > 0)
    if (isSameList(defining, this.#defining)) return this.#custom
    this.#custom = await loadCustomTypes(defining, version)
    this.#defining = defining
    return this.#custom
  }

  recalled(custom: CustomTypes | undefined): RecallDeclarations {
    if (custom !== this.#customOfDocuments) this.#documents = new WeakMap()
    this.#customOfDocuments = custom
    return (document, order, make) => {
      const known = this.#documents.get(document)
      if (known?.order === order) return known.declarations
      const declarations = make()
      this.#documents.set(document, { order, declarations })
      return declarations
    }
  }

  async server({ types, updated, objects }: ServerNeeds, load: () => Promise<ApiServer>): Promise<ApiServer> {
    const needs = {
      types,
      updated: [...updated],
      definitions: objects.filter(({ kind }) => kind === 'CustomResourceDefinition'),
      plugins: neededPlugins(objects),
    }
    const known = this.#server
    const isSame =
      known !== undefined &&
      known.plugins === needs.plugins &&
      isSameList(known.types, types) &&
      isSameList(known.updated, needs.updated) &&
      isSameList(known.definitions, needs.definitions)
    if (isSame) return known.server
    const server = await load()
    this.#server = { ...needs, server }
    this.#defaulted = new WeakMap()
    return server
  }

  defaulted(declaration: Declaration, make: () => Declaration): Declaration {
    const known = this.#defaulted.get(declaration)
    if (known !== undefined) return known
    const made = make()
    this.#defaulted.set(declaration, made)
    return made
  }
}
