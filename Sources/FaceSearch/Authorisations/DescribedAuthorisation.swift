import Records
public import Rules

/// An authorisation in the words that people use: what an approver has to see to decide.
public struct DescribedAuthorisation: Sendable {
    public let authorisation: Authorisation
    /// Nil where the policy asks for no case.
    public let caseReference: String?
    /// Names, in order.
    public let collections: [String]
    /// Their ids, in the same order.
    public let collectionRefs: [String]
    public let requester: String
    public let decidedBy: String?
    public let revokedBy: String?
}

extension Deed {
    func describe(_ authorisation: Authorisation) throws -> DescribedAuthorisation {
        func name(_ account: AccountRef) throws -> String { try records.account(account)?.name ?? account.rawValue }
        let request = authorisation.request
        let collections = try records.collections().filter { request.collections.contains($0.id) }
        return DescribedAuthorisation(
            authorisation: authorisation,
            caseReference: try request.caseRef.flatMap { try records.caseFile($0)?.reference },
            collections: collections.map(\.name), collectionRefs: collections.map(\.ref),
            requester: try name(request.requester), decidedBy: try authorisation.decision.map { try name($0.by) },
            revokedBy: try authorisation.revocation.map { try name($0.by) })
    }
}
