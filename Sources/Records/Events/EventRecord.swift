public import Foundation

/// Something that was done, to be put into the tamper-evident log; recorded in the transaction that did it.
public struct EventRecord: Hashable, Sendable {
    /// Such as `search.started`.
    public var type: String
    public var at: Date
    /// The log's entry, byte for byte: no personal data.
    public var entry: [UInt8]
    /// What opens the entry's commitment: 32 bytes, and the payload's canonical JSON. Nil when it has none, or when it was
    /// erased.
    public var opening: Opening?
    /// The random ids of what it is about, each 32 hexadecimal digits.
    public var subjects: [String]

    public struct Opening: Hashable, Sendable {
        public var key: [UInt8]
        public var payload: [UInt8]

        public init(key: [UInt8], payload: [UInt8]) {
            self.key = key
            self.payload = payload
        }
    }

    public init(type: String, at: Date, entry: [UInt8], opening: Opening? = nil, subjects: [String] = []) {
        self.type = type
        self.at = at
        self.entry = entry
        self.opening = opening
        self.subjects = subjects
    }
}

/// An event that is recorded and not known to be in the log.
public struct PendingEvent: Hashable, Sendable {
    /// Ascends in the order in which events were recorded.
    public let id: Int64
    public let entry: [UInt8]
}

/// An event that is in the log.
public struct LoggedRecord: Hashable, Sendable {
    /// Where it stands in the log.
    public let index: Int
    /// As the log has it, byte for byte.
    public let entry: [UInt8]
    /// Nil when the entry commits to nothing, or what opens it was erased.
    public let opening: EventRecord.Opening?

    public init(index: Int, entry: [UInt8], opening: EventRecord.Opening?) {
        self.index = index
        self.entry = entry
        self.opening = opening
    }
}
