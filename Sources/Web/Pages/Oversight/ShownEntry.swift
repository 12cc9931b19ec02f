import FaceSearch
import Oversight
import Records
import TransparencyLog
import Vocabulary

/// An entry of the log with what it stands for, as overseers are shown it.
struct ShownEntry: Sendable {
    private let record: LoggedRecord
    /// Nil when it is none of this version.
    let event: LoggedEvent?

    init(_ record: LoggedRecord) {
        self.record = record
        event = LoggedEvent(record.entry)
    }

    var index: Int { record.index }

    /// As the log has it.
    var text: String { String(decoding: record.entry, as: UTF8.self) }

    /// What happened.
    var words: String {
        guard let event else { return "an entry that this version does not know" }
        return EventType(rawValue: event.type)?.words ?? event.type
    }

    /// What it stands for, as canonical JSON; nil when there is nothing, or it was erased.
    var payloadText: String? { record.opening.map { String(decoding: $0.payload, as: UTF8.self) } }

    var payload: JSONObject? {
        guard let opening = record.opening, case .object(let object)? = try? CanonicalJSON.parse(opening.payload)
        else { return nil }
        return object
    }

    /// Whether it stands for something that nobody can know any more.
    var isErased: Bool { event?.commitment != nil && record.opening == nil }

    /// Whether what it stands for is what it committed to when it was logged.
    func opens() throws -> Bool {
        guard let opening = record.opening, let commitment = event?.commitment else { return false }
        return commitment.verify(CommitmentOpening(key: try CommitmentKey(opening.key), payload: opening.payload))
    }
}

extension Visit {
    /// Entries by their places, those that there are. Whoever shows them notes that first.
    func entries(at indices: [Int]) throws -> [Int: ShownEntry] {
        var entries: [Int: ShownEntry] = [:]
        for index in indices {
            entries[index] = try home.loggedRecords(from: index, to: index + 1, as: actor).first.map(ShownEntry.init)
        }
        return entries
    }
}
