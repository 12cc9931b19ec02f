import Gallery
import Records
import Vocabulary

extension Home {
    /// How a home is doing.
    public struct Condition: Sendable {
        public let collections: Int
        public let faces: Int
        /// Searches that were begun and never ended: the program was stopped in between, and nothing was shown.
        public let interruptedSearches: Int
    }

    /// Reads the records through and counts.
    /// - Throws: `records.corrupt` and what else stands in the way.
    public func examine() throws -> Condition {
        try records.checkIntegrity()
        let collections = try records.collections()
        return Condition(
            collections: collections.count,
            faces: try collections.reduce(0) { try $0 + records.counts(of: $1.id).faces },
            interruptedSearches: try records.interruptedSearches().count)
    }
}
