public import FaceSearch
public import Foundation

/// One entry of the log as figures are made of it. Ids are numbers of ``History``; -1: none.
public struct Occurrence: Sendable {
    /// Where the entry stands in the log.
    public let index: Int32
    /// Seconds since 1970.
    public let at: Int64
    public let type: EventType
    /// Who did it, or whose time it was that brought it about.
    public internal(set) var account: Int32 = -1
    /// Which other account it is about.
    var subject: Int32 = -1
    /// The account's, at that time.
    var organisation: Int32 = -1
    var unit: Int32 = -1
    var authorisation: Int32 = -1
    var caseFile: Int32 = -1
    var search: Int32 = -1
    var collection: Int32 = -1
    /// What it is besides: a purpose, a verdict, a kind of outcome, a code. A number of ``History``'s words.
    var word: Int32 = -1
    var secondWord: Int32 = -1
    /// Of an outcome: what the search was for that it came of. -2: no search was made on the case.
    var purpose: Int32 = -1
    /// Candidates, photos, a rank.
    var count: Int32 = 0
    var secondCount: Int32 = 0
    var flags: Flags = []

    struct Flags: OptionSet {
        let rawValue: UInt8
        /// The entry committed to something that nobody can know any more.
        static let isErased = Flags(rawValue: 1)
        static let isCorroborated = Flags(rawValue: 2)
        static let isLate = Flags(rawValue: 4)
        /// This verdict is the first that differs from an earlier one on the same candidate.
        static let disagrees = Flags(rawValue: 8)
        static let isBreakGlass = Flags(rawValue: 16)
    }

    init(index: Int32, at: Int64, type: EventType) {
        self.index = index
        self.at = at
        self.type = type
    }

    public var moment: Date { Date(timeIntervalSince1970: TimeInterval(at)) }
}
