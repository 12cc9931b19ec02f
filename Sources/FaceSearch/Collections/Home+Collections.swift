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
        guard retentionDays <= Self.longestRetention else {
            throw Failure(
                .collectionIncomplete, "A retention of more than \(Self.longestRetention) days is none.",
                remedy: "Give how many days the photos are kept, at most so many.")
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

    public static let unknownCollection = Failure(
        .collectionUnknown, "There is no collection of this name.",
        remedy: "`likeness collection list` shows those that are; `likeness collection create` makes one.")

    /// A hundred years.
    public static let longestRetention = 36_525

    /// Those that one's own organisation controls or was granted, in order of name.
    public func collections(as actor: Actor) throws -> [CollectionRecord] {
        try look(as: actor, .seeCollections) { deed in
            let granted = Set(try deed.records.grants(to: deed.person.organisation.ref).map(\.collection))
            return try deed.records.collections().filter {
                $0.organisation == deed.person.organisation.ref || granted.contains($0.id)
            }
        }
    }

    /// One of ``collections(as:)``.
    /// - Returns: also the files that cannot be read, for its own custodians; for others none.
    /// - Throws: `collection.unknown`.
    public func collection(
        named name: String, as actor: Actor
    ) throws -> (collection: CollectionRecord, unreadable: [UnreadableFile]) {
        guard let collection = try collections(as: actor).first(where: { $0.name == name }) else {
            throw Self.unknownCollection
        }
        let isCustodian = (try? look(as: actor, .manageCollections) { try $0.ownCollection(named: name) }) != nil
        return (collection, isCustodian ? try records.unreadableFiles(in: collection.id) : [])
    }

    public func counts(of collection: CollectionID) throws -> CollectionCounts { try records.counts(of: collection) }

    /// A collection's photos with their faces, for those who look after it.
    /// - Throws: `collection.unknown`, `collection.other-organisation`, `role.missing`.
    public func photos(in name: String, as actor: Actor) throws -> [EnrolledPhoto] {
        try look(as: actor, .manageCollections) { try $0.records.photos(in: $0.ownCollection(named: name).id) }
    }

    /// A page of them, in the order in which they were enrolled.
    /// - Parameter after: the last of the page before; nil for the first.
    /// - Throws: as ``photos(in:as:)``.
    public func photos(
        in name: String, after: PhotoID?, limit: Int, as actor: Actor
    ) throws -> [EnrolledPhoto] {
        try look(as: actor, .manageCollections) { deed in
            let collection = try deed.ownCollection(named: name)
            return try deed.records.photoNumbers(in: collection.id, after: after, limit: limit).compactMap {
                try deed.records.enrolledPhoto($0)
            }
        }
    }

    /// How many of a collection's faces have fewer pixels than so many between the eyes, in classes; the last has the rest.
    /// - Throws: as ``photos(in:as:)``.
    public func eyeDistances(in name: String, as actor: Actor) throws -> [(below: Int, count: Int)] {
        try look(as: actor, .manageCollections) { deed in
            try deed.records.eyeDistances(in: deed.ownCollection(named: name).id, below: [16, 24, 40, 80, 160])
        }
    }

    /// The organisations to which one's own could grant a collection, in order of name.
    /// - Throws: `role.missing`.
    public func otherOrganisations(as actor: Actor) throws -> [OrganisationRecord] {
        try look(as: actor, .grantCollections) { deed in
            try deed.records.organisations().filter { $0.ref != deed.person.organisation.ref && $0.standing == .active }
        }
    }

    /// One photo of one's organisation's collections, for those who look after it.
    /// - Throws: `records.unknown-photo`, `role.missing`.
    public func enrolledPhoto(_ id: PhotoID, as actor: Actor) throws -> (
        photo: EnrolledPhoto, collection: CollectionRecord
    ) {
        try look(as: actor, .manageCollections) { deed in
            guard let photo = try deed.records.enrolledPhoto(id),
                let collection = try deed.records.collections().first(where: { $0.id == photo.photo.collection }),
                collection.organisation == deed.person.organisation.ref
            else {
                throw Failure(
                    .recordsUnknownPhoto, "Your organisation has no such photo.",
                    remedy: "It may have been erased: list the photos again.")
            }
            return (photo, collection)
        }
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
        throw Home.unknownCollection
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
