public import FaceSearch
import Records
public import TransparencyLog

/// An entry of the log, read, with what it commits to where that is still known.
public struct DisclosedEntry: Hashable, Sendable {
    /// Where it stands in the log.
    public let index: Int
    public let event: LoggedEvent
    /// What the entry's commitment opens to; nil when there is nothing, or when it was erased.
    public let payload: JSONObject?

    public init(index: Int, event: LoggedEvent, payload: JSONObject? = nil) {
        self.index = index
        self.event = event
        self.payload = payload
    }

    /// Whether something was said here that nobody can know any more.
    public var isErased: Bool { event.commitment != nil && payload == nil }
}
