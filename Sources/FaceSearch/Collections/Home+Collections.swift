import Foundation
public import Records
import Rules
import TransparencyLog
public import Vocabulary

extension Home {
    /// Makes a collection that one's own organisation controls.
    /// - Throws: `collection.exists`, `collection.incomplete`, `collection.unusable-text`, `role.missing`.
    public func createCollection(
        named name: String, controller: String, lawfulBasis: String, source: String, retentionDays: Int,
        as actor: Actor
    ) async throws -> CollectionRecord {
        for text in [name, controller, lawfulBasis, source] where (tidied(text) ?? text) != text || text.count > 200 {
            throw Failure(
                .collectionUnusableText,
                "A text has outer or double spaces, characters that do not show, or over 200 characters.",
                remedy: "Write it plainly on one line.")
        }
        return try await act(as: actor, .manageCollections) { deed in
            let collection = try deed.records.createCollection(
                name: name, ref: PseudonymousID.random().text, organisation: deed.person.organisation.ref,
                controller: controller, lawfulBasis: lawfulBasis, source: source, retentionDays: retentionDays,
                created: deed.now)
            try deed.tell(
                .collectionCreated,
                ["collection": collection.ref, "organisation": deed.person.organisation.ref.rawValue],
                [
                    "name": .string(name), "controller": .string(controller), "lawfulBasis": .string(lawfulBasis),
                    "source": .string(source), "retentionDays": try .integer(retentionDays),
                ])
            return collection
        }
    }

    public func collections() throws -> [CollectionRecord] { try records.collections() }

    /// - Throws: `collection.unknown`.
    public func collection(named name: String) throws -> CollectionRecord {
        try records.look { try $0.knownCollection(named: name) }
    }

    public func counts(of collection: CollectionID) throws -> CollectionCounts { try records.counts(of: collection) }

    /// A collection's photos with their faces, for those who look after it.
    /// - Throws: `collection.unknown`, `collection.other-organisation`, `role.missing`.
    public func photos(in name: String, as actor: Actor) throws -> [EnrolledPhoto] {
        try look(as: actor, .manageCollections) { try $0.records.photos(in: $0.ownCollection(named: name).id) }
    }

    public func unreadableFiles(in collection: CollectionID) throws -> [UnreadableFile] {
        try records.unreadableFiles(in: collection)
    }

    /// From now on the collection is neither added to nor searched.
    /// - Throws: `collection.unknown`, `collection.other-organisation`, `role.missing`.
    public func closeCollection(named name: String, as actor: Actor) async throws {
        try await act(as: actor, .manageCollections) { deed in
            let collection = try deed.ownCollection(named: name)
            guard collection.closed == nil else { return }
            try deed.records.closeCollection(collection.id, at: deed.now)
            try deed.tell(.collectionClosed, ["collection": collection.ref])
        }
    }
}

extension Home {
    static let otherOrganisationsCollection = Failure(
        .collectionOtherOrganisation, "The collection is another organisation's.",
        remedy: "Only its own custodians look after it.")
}

extension Deed {
    /// A collection that one's own organisation controls.
    /// - Throws: `collection.unknown`, `collection.other-organisation`.
    func ownCollection(named name: String) throws -> CollectionRecord {
        let collection = try records.knownCollection(named: name)
        guard collection.organisation == person.organisation.ref else { throw Home.otherOrganisationsCollection }
        return collection
    }
}

extension RecordTransaction {
    /// - Throws: `collection.unknown`.
    fileprivate func knownCollection(named name: String) throws -> CollectionRecord {
        if let collection = try collection(named: name) { return collection }
        throw Failure(
            .collectionUnknown, "There is no collection of this name.",
            remedy: "`likeness collection list` shows those that are; `likeness collection create` makes one.")
    }

    /// - Throws: `collection.unknown`, `collection.closed`.
    func openCollection(named name: String) throws -> CollectionRecord {
        let collection = try knownCollection(named: name)
        guard collection.closed == nil else {
            throw Failure(
                .collectionClosed, "The collection was closed.",
                remedy: "Use another collection; a closed one stays closed.")
        }
        return collection
    }
}
