import Foundation
public import Records
public import Vocabulary

extension Home {
    /// - Throws: `collection.exists`, `collection.incomplete`, `collection.unusable-text`.
    public func createCollection(
        named name: String, controller: String, lawfulBasis: String, source: String, retentionDays: Int
    ) throws -> CollectionRecord {
        for text in [name, controller, lawfulBasis, source] where (tidied(text) ?? text) != text || text.count > 200 {
            throw Failure(
                .collectionUnusableText,
                "A text has outer or double spaces, characters that do not show, or over 200 characters.",
                remedy: "Write it plainly on one line.")
        }
        return try records.createCollection(
            name: name, controller: controller, lawfulBasis: lawfulBasis, source: source,
            retentionDays: retentionDays, created: Date())
    }

    public func collections() throws -> [CollectionRecord] { try records.collections() }

    /// - Throws: `collection.unknown`.
    public func collection(named name: String) throws -> CollectionRecord {
        if let collection = try records.collection(named: name) { return collection }
        throw Failure(
            .collectionUnknown, "There is no collection of this name.",
            remedy: "`likeness collection list` shows those that are; `likeness collection create` makes one.")
    }

    public func counts(of collection: CollectionID) throws -> CollectionCounts { try records.counts(of: collection) }

    public func unreadableFiles(in collection: CollectionID) throws -> [UnreadableFile] {
        try records.unreadableFiles(in: collection)
    }

    /// From now on the collection is neither added to nor searched.
    public func closeCollection(named name: String) throws {
        try records.closeCollection(collection(named: name).id, at: Date())
    }

    /// - Throws: `collection.unknown`, `collection.closed`.
    func openCollection(named name: String) throws -> CollectionRecord {
        let collection = try collection(named: name)
        guard collection.closed == nil else {
            throw Failure(
                .collectionClosed, "The collection was closed.",
                remedy: "Use another collection; a closed one stays closed.")
        }
        return collection
    }
}
