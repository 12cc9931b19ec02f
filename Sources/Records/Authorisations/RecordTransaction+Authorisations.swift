public import Foundation
import GRDB
public import Rules
import Vocabulary

extension RecordTransaction {
    /// Records an authorisation as it was asked for.
    public func add(_ authorisation: Authorisation, asked: Date) throws {
        let request = authorisation.request
        var breakGlass: (reason: String, deadline: Date)?
        if case .breakGlass(let reason, let deadline) = authorisation.kind { breakGlass = (reason, deadline) }
        try db.execute(
            sql: """
                INSERT INTO authorisation (
                    ref, case_file, requester, purpose, necessity, proportionality, searches, not_before, expires, asked,
                    state, used, break_glass_reason, deadline)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                authorisation.ref.rawValue, request.caseRef?.rawValue, request.requester.rawValue, request.purpose,
                request.necessity, request.proportionality, request.searches, Timestamp.text(request.notBefore),
                Timestamp.text(request.expires), Timestamp.text(asked), authorisation.state.rawValue,
                authorisation.used, breakGlass?.reason, breakGlass.map { Timestamp.text($0.deadline) },
            ])
        for collection in request.collections {
            try db.execute(
                sql: "INSERT INTO authorisation_collection (authorisation, collection) VALUES (?, ?)",
                arguments: [authorisation.ref.rawValue, collection.rawValue])
        }
    }

    /// Records what became of it.
    public func update(_ authorisation: Authorisation) throws {
        let (decision, revocation) = (authorisation.decision, authorisation.revocation)
        try db.execute(
            sql: """
                UPDATE authorisation SET state = ?, used = ?, decided = ?, decided_by = ?, decision_reason = ?,
                    revoked = ?, revoked_by = ?, revocation_reason = ?
                WHERE ref = ?
                """,
            arguments: [
                authorisation.state.rawValue, authorisation.used, decision.map { Timestamp.text($0.at) },
                decision?.by.rawValue, decision?.reason, revocation.map { Timestamp.text($0.at) },
                revocation?.by.rawValue, revocation?.reason, authorisation.ref.rawValue,
            ])
    }

    /// - Throws: `authorisation.inconsistent`.
    public func authorisation(_ ref: AuthorisationRef) throws -> Authorisation? {
        try authorisations("WHERE ref = ?", [ref.rawValue]).first
    }

    /// Those that time may still end.
    public func runningAuthorisations() throws -> [Authorisation] {
        try authorisations("WHERE state IN ('requested', 'unconfirmed', 'approved') ORDER BY asked, ref", [])
    }

    /// Somebody's own, newest first.
    public func authorisations(of requester: AccountRef) throws -> [Authorisation] {
        try authorisations("WHERE requester = ? ORDER BY asked DESC, ref", [requester.rawValue])
    }

    /// A case's, oldest first.
    public func authorisations(on caseRef: CaseRef) throws -> [Authorisation] {
        try authorisations("WHERE case_file = ? ORDER BY asked, ref", [caseRef.rawValue])
    }

    /// Those that wait for an approver's decision and were asked for in an organisation, oldest first.
    public func authorisationsToDecide(in organisation: OrganisationRef) throws -> [Authorisation] {
        try authorisations(
            """
            WHERE state IN ('requested', 'unconfirmed')
                AND requester IN (SELECT ref FROM account WHERE organisation = ?) ORDER BY asked, ref
            """, [organisation.rawValue])
    }

    private func authorisations(_ choice: String, _ arguments: StatementArguments) throws -> [Authorisation] {
        let collections = try db.makeStatement(
            sql: "SELECT collection FROM authorisation_collection WHERE authorisation = ?")
        return try Row.fetchAll(db, sql: "SELECT * FROM authorisation \(choice)", arguments: arguments).map { row in
            let ref: String = row["ref"]
            let inScope = try Row.fetchAll(collections, arguments: [ref])
                .map { CollectionID(try $0.number("collection")) }
            return try Authorisation(row, collections: Set(inScope))
        }
    }
}

extension Authorisation {
    fileprivate init(_ row: Row, collections: Set<CollectionID>) throws {
        guard let state = AuthorisationState(rawValue: row["state"]) else { throw Failure.corruptRecords() }
        let request = AuthorisationRequest(
            caseRef: (row["case_file"] as String?).map { CaseRef($0) }, requester: AccountRef(row["requester"]),
            purpose: row["purpose"], necessity: row["necessity"], proportionality: row["proportionality"],
            collections: collections, searches: row["searches"], notBefore: try row.date("not_before"),
            expires: try row.date("expires"))
        var kind = AuthorisationKind.ordinary
        if let deadline = try row.dateIfAny("deadline") {
            kind = .breakGlass(reason: row["break_glass_reason"], deadline: deadline)
        }
        try self.init(
            restoring: AuthorisationRef(row["ref"]), request: request, kind: kind, state: state, used: row["used"],
            decision: try Decision(row, "decided", "decided_by", "decision_reason"),
            revocation: try Decision(row, "revoked", "revoked_by", "revocation_reason"))
    }
}

extension Authorisation.Decision {
    fileprivate init?(_ row: Row, _ at: String, _ by: String, _ reason: String) throws {
        guard let date = try row.dateIfAny(at) else { return nil }
        self.init(by: AccountRef(row[by]), at: date, reason: row[reason])
    }
}
