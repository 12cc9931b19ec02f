import FaceSearch
import Foundation
import HTTPTypes
import Presentation
import Records
import Rules
import Vocabulary

/// Collections: one's own organisation's, and those that it was granted.
enum CollectionsAPI {
    static let routes: [Route] = [
        .list(
            "/collections", "listCollections", "Those of one's organisation and those granted to it, by name.",
            for: .duty(.seeCollections)
        ) { visit, paging in
            try paging.page(of: try visit.home.collections(as: visit.actor), id: \.ref) {
                try CollectionAnswer($0, visit)
            }
        },
        .act(
            "/collections", "createCollection", "Makes a collection that one's own organisation answers for.",
            for: .duty(.manageCollections), .created
        ) { (visit, body: NewCollection) in
            let made = try await visit.home.createCollection(
                named: body.name, controller: body.controller, lawfulBasis: body.lawfulBasis, source: body.source,
                retentionDays: body.retentionDays, as: visit.actor)
            return try CollectionAnswer(made, visit)
        },
        .read(
            "/collections/:collection", "getCollection",
            "One collection; for its custodians with the first 100 files that cannot be read.",
            for: .duty(.seeCollections)
        ) { visit in
            let collection = try visit.collection()
            let unreadable = try visit.home.collection(named: collection.name, as: visit.actor).unreadable
            return try CollectionAnswer(collection, visit, Array(unreadable.prefix(100)))
        },
        .act(
            "/collections/:collection/close", "closeCollection", "Closes it: neither added to nor searched.",
            for: .duty(.manageCollections)
        ) { visit in
            try await visit.home.closeCollection(named: visit.collection().name, as: visit.actor)
            return try CollectionAnswer(visit.collection(), visit)
        },
        .list(
            "/collections/:collection/unreadable", "listUnreadable", "The files that cannot be read.",
            for: .duty(.manageCollections)
        ) { visit, paging in
            let files = try visit.home.collection(named: visit.collection().name, as: visit.actor).unreadable
            return paging.page(of: files, id: { hexadecimal($0.file.path) }) {
                CollectionOutput.Unreadable(path: PathText.display($0.file.path), code: $0.code, reason: $0.reason)
            }
        },
        .list(
            "/collections/:collection/photos", "listPhotos", "Its photos, in the order in which they were enrolled.",
            for: .duty(.manageCollections)
        ) { visit, paging in
            let photos = try visit.home.photos(
                in: visit.collection().name, after: paging.lastID.flatMap { Int64($0) }.map { PhotoID($0) },
                limit: paging.limit + 1, as: visit.actor)
            return paging.page(ofFetched: photos, id: { "\($0.photo.id.rawValue)" }) { EnrolledPhotoOutput($0) }
        },
    ]

    private struct NewCollection: Decodable, Described {
        let name: String
        let controller: String
        let lawfulBasis: String
        let source: String
        let retentionDays: Int

        static let schema = Schema.named(
            "NewCollection",
            .object([
                "name": .text(1...200), "controller": .text(1...200), "lawfulBasis": .text(1...200),
                "source": .text(1...200), "retentionDays": .whole(1...Home.longestRetention),
            ]))
    }
}

struct CollectionAnswer: Extended {
    struct More: Encodable {
        let id: String
        /// The id of the organisation that answers for it.
        let organisation: String?
    }

    let base: CollectionOutput
    let more: More

    init(_ record: CollectionRecord, _ visit: Visit, _ unreadable: [UnreadableFile]? = nil) throws {
        base = CollectionOutput(record, try visit.home.counts(of: record.id), unreadable)
        more = More(id: record.ref, organisation: record.organisation?.rawValue)
    }

    static let schema = Schema.named(
        "Collection", CollectionOutput.schema.adding(["id": .id, "organisation": .optional(.id)]))
}
