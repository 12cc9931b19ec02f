public import Foundation
import GRDB
public import Rules
public import Vocabulary

extension RecordTransaction {
    public func add(_ signal: SignalRecord) throws {
        try db.execute(
            sql: """
                INSERT INTO signal (ref, kind, key, account, raised, grown, evidence, state)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                signal.ref.rawValue, signal.kind, Data(signal.key), signal.account?.rawValue,
                Timestamp.text(signal.raised), Timestamp.text(signal.grown), try signal.evidence.stored,
                signal.state.rawValue,
            ])
    }

    /// Changes evidence and state.
    public func update(_ signal: SignalRecord) throws {
        try db.execute(
            sql: "UPDATE signal SET grown = ?, evidence = ?, state = ? WHERE ref = ?",
            arguments: [
                Timestamp.text(signal.grown), try signal.evidence.stored, signal.state.rawValue, signal.ref.rawValue,
            ])
    }

    public func signal(_ ref: SignalRef) throws -> SignalRecord? {
        try Row.fetchOne(db, sql: "SELECT * FROM signal WHERE ref = ?", arguments: [ref.rawValue])
            .map { try SignalRecord($0) }
    }

    /// All that a rule has raised, oldest first.
    public func signals(ofKind kind: String) throws -> [SignalRecord] {
        try Row.fetchAll(db, sql: "SELECT * FROM signal WHERE kind = ? ORDER BY number", arguments: [kind])
            .map { try SignalRecord($0) }
    }

    /// In an order, `limit` at most.
    /// - Parameter after: one of them: those that come after it in this order; none when there is no such signal.
    public func signals(
        _ filter: SignalFilter, order: SignalOrder = .newestFirst, after: SignalRef? = nil, limit: Int
    ) throws -> [SignalRecord] {
        let rank = order.rank
        return try Row.fetchAll(
            db,
            sql: """
                WITH ranked AS (SELECT *, \(rank) AS rank FROM signal)
                SELECT * FROM ranked WHERE \(Self.condition) AND (?4 IS NULL OR EXISTS (
                    SELECT 1 FROM ranked AS given WHERE given.ref = ?4 AND (
                        ranked.rank > given.rank OR (ranked.rank = given.rank AND ranked.number < given.number))))
                ORDER BY rank, number DESC LIMIT ?5
                """,
            arguments: Self.arguments(filter) + [after?.rawValue, max(0, limit)]
        ).map { try SignalRecord($0) }
    }

    /// Whose searches these are, by the names of their accounts' organisations; those for people who ask too.
    public func organisations(ofSearches searches: [String]) throws -> [String] {
        let list = String(decoding: try JSONEncoder().encode(searches), as: UTF8.self)
        return try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT organisation.name FROM (
                    SELECT account FROM search WHERE id IN (SELECT value FROM json_each(?1))
                    UNION SELECT account FROM request_search WHERE id IN (SELECT value FROM json_each(?1))) AS made
                JOIN account ON account.ref = made.account JOIN organisation ON organisation.ref = account.organisation
                ORDER BY organisation.name
                """, arguments: [list])
    }

    public func countSignals(_ filter: SignalFilter) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT count(*) FROM signal WHERE \(Self.condition)", arguments: Self.arguments(filter)) ?? 0
    }

    private static let condition =
        "(?1 IS NULL OR state = ?1) AND (?2 IS NULL OR kind = ?2) AND (?3 IS NULL OR account = ?3)"

    private static func arguments(_ filter: SignalFilter) -> StatementArguments {
        [filter.state?.rawValue, filter.kind, filter.account?.rawValue]
    }

    // MARK: What was decided

    public func add(_ decision: SignalDecisionRecord, of signal: SignalRef) throws {
        try db.execute(
            sql: "INSERT INTO signal_decision (signal, decision, at, account, reason) VALUES (?, ?, ?, ?, ?)",
            arguments: [
                signal.rawValue, decision.decision.rawValue, Timestamp.text(decision.at), decision.account?.rawValue,
                decision.reason,
            ])
    }

    /// Oldest first.
    public func decisions(of signal: SignalRef) throws -> [SignalDecisionRecord] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM signal_decision WHERE signal = ? ORDER BY number", arguments: [signal.rawValue]
        ).map { row in
            guard let decision = SignalDecision(rawValue: row["decision"]) else { throw Failure.corruptRecords() }
            return SignalDecisionRecord(
                decision, at: try row.date("at"), account: (row["account"] as String?).map { AccountRef($0) },
                reason: row["reason"])
        }
    }

    // MARK: Looks

    public func add(_ look: SignalLookRecord) throws {
        try db.execute(
            sql: "INSERT INTO signal_look (ref, signal, search, account, at, reason) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                look.ref.rawValue, look.signal.rawValue, look.search, look.account.rawValue,
                Timestamp.text(look.at), look.reason,
            ])
    }

    public func look(_ ref: SignalLookRef) throws -> SignalLookRecord? {
        try Row.fetchOne(db, sql: "SELECT * FROM signal_look WHERE ref = ?", arguments: [ref.rawValue])
            .map { try SignalLookRecord($0) }
    }

    /// Oldest first.
    public func looks(at signal: SignalRef) throws -> [SignalLookRecord] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM signal_look WHERE signal = ? ORDER BY at, rowid", arguments: [signal.rawValue]
        ).map { try SignalLookRecord($0) }
    }
}

extension SignalRecord {
    fileprivate init(_ row: Row) throws {
        guard let state = SignalState(rawValue: row["state"]) else { throw Failure.corruptRecords() }
        self.init(
            ref: SignalRef(row["ref"]), kind: row["kind"], key: row.bytes("key"),
            account: (row["account"] as String?).map { AccountRef($0) }, raised: try row.date("raised"),
            grown: try row.date("grown"), evidence: try SignalEvidence(stored: row["evidence"]), state: state)
    }
}

extension SignalLookRecord {
    fileprivate init(_ row: Row) throws {
        self.init(
            ref: SignalLookRef(row["ref"]), signal: SignalRef(row["signal"]), search: row["search"],
            account: AccountRef(row["account"]), at: try row.date("at"), reason: row["reason"])
    }
}

extension SignalEvidence {
    /// JSON, its members in order of name, moments in ISO 8601.
    fileprivate var stored: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            encoder.dateEncodingStrategy = .iso8601
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    fileprivate init(stored: String) throws(Failure) {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let evidence = try? decoder.decode(SignalEvidence.self, from: Data(stored.utf8)) else {
            throw Failure.corruptRecords()
        }
        self = evidence
    }
}
