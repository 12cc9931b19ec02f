import Gallery
import Records
public import Vocabulary

extension Home {
    /// How a home is doing.
    public struct Condition: Sendable {
        public let collections: Int
        public let faces: Int
        /// Searches that were begun and have not ended: they run now, or the program was stopped and nothing was shown.
        public let openSearches: Int
        /// Erasures that were begun and have not ended: they run now, or the program was stopped, and the next one finishes them.
        public let openErasures: Int
    }

    /// How many faces are on record.
    public func countedFaces() throws -> Int {
        try records.collections().reduce(0) { try $0 + records.counts(of: $1.id).faces }
    }

    /// Reads the records and the templates through, and counts.
    /// - Throws: `records.corrupt`, `gallery.corrupt`, `home.inconsistent` and what else stands in the way.
    public func examine(model: ModelID, templateLength: Int) throws -> Condition {
        try records.checkIntegrity()
        // Asked in this order, the records cannot tell of more than the gallery holds, even beside an index run.
        let collections = try records.collections()
        let faces = try collections.reduce(0) { try $0 + records.counts(of: $1.id).faces }
        let wanted = try records.look { try $0.templates(of: collections.map(\.id)) }
        let committed = try records.lastFace()
        let gallery = try galleryForReading(TemplateKind(model: model, length: templateLength))
        let templates = gallery?.count(in: SearchScope(upTo: committed ?? FaceID(0))) ?? 0
        guard templates >= wanted else { throw Self.inconsistent }
        return Condition(
            collections: collections.count, faces: faces,
            openSearches: try records.look { try $0.countOpenSearches() },
            openErasures: try records.look { try $0.openErasures().count })
    }
}
