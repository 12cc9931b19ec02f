public import Foundation
import GRDB

extension RecordTransaction {
    /// Records an event. It goes to the log after this transaction, before anybody is shown what came of it.
    /// - Returns: its number.
    @discardableResult
    public func add(_ event: EventRecord) throws -> Int64 {
        try db.execute(
            sql: "INSERT INTO event (type, at, entry, key, payload) VALUES (?, ?, ?, ?, ?)",
            arguments: [
                event.type, Timestamp.text(event.at), Data(event.entry), event.opening.map { Data($0.key) },
                event.opening.map { Data($0.payload) },
            ])
        let id = db.lastInsertedRowID
        for subject in Set(event.subjects) {
            try db.execute(
                sql: "INSERT INTO event_subject (event, ref) VALUES (?, ?)", arguments: [id, subject])
        }
        return id
    }

    /// Events that are not known to be in the log, in their order, `limit` at most.
    public func pendingEvents(limit: Int) throws -> [PendingEvent] {
        try Row.fetchAll(
            db, sql: "SELECT id, entry FROM event WHERE log_index IS NULL ORDER BY id LIMIT ?", arguments: [limit]
        ).map { PendingEvent(id: $0["id"], entry: $0.bytes("entry")) }
    }

    /// The log's index after the last event that is known to be in it; nil when none is.
    public func lastLoggedIndex() throws -> Int? {
        try Int.fetchOne(db, sql: "SELECT max(log_index) FROM event")
    }

    /// Notes that events are in the log, the first at `index` and the others after it.
    public func noteLogged(_ events: [PendingEvent], from index: Int) throws {
        for (index, event) in zip(index..., events) {
            try db.execute(
                sql: "UPDATE event SET log_index = ? WHERE id = ?", arguments: [index, event.id])
        }
    }

    /// The entries that are known to stand at these places of the log, in order; fewer when some are not known.
    public func loggedEntries(_ places: Range<Int>) throws -> [[UInt8]] {
        try Row.fetchAll(
            db, sql: "SELECT entry FROM event WHERE log_index >= ? AND log_index < ? ORDER BY log_index",
            arguments: [places.lowerBound, places.upperBound]
        ).map { $0.bytes("entry") }
    }

    /// Where in the log an event stands; nil while it is not known to be there.
    public func logIndex(of event: Int64) throws -> Int? {
        try Int.fetchOne(db, sql: "SELECT log_index FROM event WHERE id = ?", arguments: [event])
    }

    /// The latest event of a type about one of its subjects; nil when there is none.
    public func event(of type: String, about subject: String) throws -> Int64? {
        try Int64.fetchOne(
            db,
            sql: """
                SELECT event.id FROM event_subject JOIN event ON event.id = event_subject.event
                WHERE event_subject.ref = ? AND event.type = ? ORDER BY event.id DESC LIMIT 1
                """,
            arguments: [subject, type])
    }

    /// The events of a type about one of its subjects, oldest first.
    public func events(of type: String, about subject: String) throws -> [EventRecord] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT event.at, event.entry, event.key, event.payload FROM event_subject
                JOIN event ON event.id = event_subject.event
                WHERE event_subject.ref = ? AND event.type = ? ORDER BY event.id
                """,
            arguments: [subject, type]
        ).map { row in
            let hasOpening = (row["key"] as Data?) != nil
            return EventRecord(
                type: type, at: try row.date("at"), entry: row.bytes("entry"),
                opening: hasOpening ? EventRecord.Opening(key: row.bytes("key"), payload: row.bytes("payload")) : nil)
        }
    }

    /// The numbers of the events of a type about one of its subjects, oldest first.
    public func eventNumbers(of type: String, about subject: String) throws -> [Int64] {
        try Int64.fetchAll(
            db,
            sql: """
                SELECT event.id FROM event_subject JOIN event ON event.id = event_subject.event
                WHERE event_subject.ref = ? AND event.type = ? ORDER BY event.id
                """,
            arguments: [subject, type])
    }

    /// How many events of a type are about one of its subjects.
    public func count(of type: String, about subject: String) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM event_subject JOIN event ON event.id = event_subject.event
                WHERE event_subject.ref = ? AND event.type = ?
                """,
            arguments: [subject, type]) ?? 0
    }

    /// When the latest event of a type was about each of some subjects; without those that there was none about.
    public func latestMoments(of type: String, about subjects: [String]) throws -> [String: Date] {
        try subjects.reduce(into: [:]) { moments, subject in
            guard let event = try event(of: type, about: subject),
                let row = try Row.fetchOne(db, sql: "SELECT at FROM event WHERE id = ?", arguments: [event])
            else { return }
            moments[subject] = try row.date("at")
        }
    }

    /// The latest events of a type, newest first.
    public func latestEvents(of type: String, limit: Int) throws -> [EventRecord] {
        try Row.fetchAll(
            db, sql: "SELECT at, entry FROM event WHERE type = ? ORDER BY id DESC LIMIT ?", arguments: [type, limit]
        ).map { EventRecord(type: type, at: try $0.date("at"), entry: $0.bytes("entry")) }
    }

    /// How many entries the log is known to have.
    public func loggedEntries() throws -> Int { (try lastLoggedIndex() ?? -1) + 1 }

    /// Whether there is an event of a type about all of these, at or after a moment.
    public func hasEvent(of type: String, about subjects: [String], since moment: Date = .distantPast) throws -> Bool {
        let about = subjects.map { _ in "AND id IN (SELECT event FROM event_subject WHERE ref = ?)" }
        return try Row.fetchOne(
            db, sql: "SELECT 1 FROM event WHERE type = ? AND at >= ? \(about.joined(separator: " ")) LIMIT 1",
            arguments: StatementArguments([type, Timestamp.text(moment)] + subjects)) != nil
    }

    /// What opens the commitment of the log's entry at an index; nil when there is none, or it was erased.
    public func opening(at index: Int) throws -> EventRecord.Opening? {
        try Row.fetchOne(
            db, sql: "SELECT key, payload FROM event WHERE log_index = ? AND key IS NOT NULL", arguments: [index]
        ).map { EventRecord.Opening(key: $0.bytes("key"), payload: $0.bytes("payload")) }
    }

    /// Events that the log has, from one index to before another, in its order.
    public func loggedEvents(from first: Int, to end: Int) throws -> [LoggedRecord] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT log_index, entry, key, payload FROM event WHERE log_index >= ? AND log_index < ? ORDER BY log_index
                """,
            arguments: [first, end]
        ).map { try LoggedRecord($0) }
    }

    /// Events that stand at these places of the log, in its order; those that do not are passed over.
    public func loggedEvents(at places: [Int]) throws -> [LoggedRecord] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT log_index, entry, key, payload FROM event WHERE log_index IN (SELECT value FROM json_each(?))
                ORDER BY log_index
                """,
            arguments: [identifierList(places.map { Int64($0) })]
        ).map { try LoggedRecord($0) }
    }

    /// The latest moment that the records know of; nil before the first event.
    public func latestMoment() throws -> Date? {
        try Row.fetchOne(db, sql: "SELECT at FROM event ORDER BY id DESC LIMIT 1").map { try $0.date("at") }
    }

    /// Destroys what opens the commitments of events about any of these ids: the entries stay, and tell nobody anything
    /// about them any more.
    /// - Returns: how many there were.
    @discardableResult
    public func eraseOpenings(about subjects: [String]) throws -> Int {
        var count = 0
        for subject in subjects {
            try db.execute(
                sql: """
                    UPDATE event SET key = NULL, payload = NULL
                    WHERE key IS NOT NULL AND id IN (SELECT event FROM event_subject WHERE ref = ?)
                    """,
                arguments: [subject])
            count += db.changesCount
        }
        return count
    }

    /// Destroys what opens the commitments of events from before a moment.
    /// - Parameter kept: types whose events stay as they are.
    @discardableResult
    public func eraseOpenings(before moment: Date, but kept: [String]) throws -> Int {
        let types = kept.map { _ in "?" }.joined(separator: ", ")
        try db.execute(
            sql:
                "UPDATE event SET key = NULL, payload = NULL WHERE key IS NOT NULL AND at < ? AND type NOT IN (\(types))",
            arguments: StatementArguments([Timestamp.text(moment)] + kept))
        return db.changesCount
    }
}

extension LoggedRecord {
    fileprivate init(_ row: Row) throws {
        let key: [UInt8]? = row["key"] == nil ? nil : row.bytes("key")
        self.init(
            index: row["log_index"], entry: row.bytes("entry"),
            opening: key.map { EventRecord.Opening(key: $0, payload: row.bytes("payload")) })
    }
}
