import Records
import Rules
import Vocabulary

/// What a request comes to: which photos go, and which faces of others.
struct ErasurePlan {
    var photos: [ErasablePhoto]
    var faces: [(face: FaceID, photo: ErasablePhoto)]
    var copies: [(photo: PhotoID, collection: CollectionID)]
    /// Whom a seal still knows of when these faces are gone.
    var sealed: [SealedPersonRef] = []

    var erasedFaces: [FaceID] { photos.flatMap(\.faces.keys) + faces.map(\.face) }
}

extension Deed {
    /// - Throws: `records.unknown-photo`, `records.unknown-face`, `collection.other-organisation`.
    func plan(_ request: ErasureRequest) throws -> ErasurePlan {
        let photoOf = try records.photos(of: request.faces)
        guard photoOf.count == request.faces.count else {
            throw Failure(
                .recordsUnknownFace, "A face that was named is not, or no longer, enrolled; nothing was erased.",
                remedy: "`likeness collection photos NAME` lists those that are.")
        }
        let found = try records.erasable(request.photos.union(photoOf.values))
        guard request.photos.isSubset(of: found.map(\.id)) else {
            throw Failure(
                .recordsUnknownPhoto, "A photo that was named is not, or no longer, enrolled; nothing was erased.",
                remedy: "`likeness collection photos NAME` lists those that are.")
        }
        let own = Set(try records.collections().filter { $0.organisation == person.organisation.ref }.map(\.id))
        guard found.allSatisfy({ own.contains($0.collection) }) else { throw Home.otherOrganisationsCollection }

        let whole = found.filter { request.photos.contains($0.id) || request.faces.isSuperset(of: $0.faces.keys) }
        let parts = found.filter { photo in !whole.contains { $0.id == photo.id } }
        var plan = ErasurePlan(
            photos: whole,
            faces: parts.flatMap { photo in
                photo.faces.keys.filter(request.faces.contains).sorted().map { ($0, photo) }
            },
            copies: try records.copies(of: found.map(\.id)).filter { own.contains($0.collection) })
        plan.sealed = try records.sealedPersons(among: plan.erasedFaces)
        return plan
    }
}
