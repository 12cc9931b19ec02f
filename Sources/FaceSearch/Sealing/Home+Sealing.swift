public import FaceAnalysis
import Foundation
@_spi(SearchGrant) import Gallery
public import Records
import Rules
import TransparencyLog
import Vocabulary

extension Home {
    /// A face of this similarity or more is the sealed person's.
    public static let sealingThreshold: Float = 0.42

    /// Seals a person: from the next search on, no searcher is shown a face of theirs in one's organisation's collections,
    /// also not those that are enrolled later.
    ///
    /// - Parameter face: which of the photo's faces, 1 for the leftmost; nil when there is only one.
    /// - Returns: the person, and in how many faces and photos they were found.
    /// - Throws: `role.missing`, `reason.missing`, `search.bounds`, `probe.…`, `photo.…`, `home.locked`, `log.…`.
    public func seal(
        _ photo: [UInt8], face: Int? = nil, reason: String, threshold: Float = sealingThreshold, as actor: Actor,
        with analyzer: FaceAnalyzer
    ) async throws -> (person: SealedPersonRef, faces: Int, photos: Int) {
        let reason = try Self.reason(reason)
        let found = try await facesToSeal(photo, face: face, threshold: threshold, as: actor, with: analyzer)
        defer { withExtendedLifetime(found) {} }
        return try await act(as: actor, .sealPerson) { try $0.seal(found, because: reason) }
    }

    /// Looks for the faces of somebody who is to be sealed. While what it returns lives, no face is enrolled.
    /// - Throws: `role.missing`, `search.bounds`, `probe.…`, `photo.…`, `home.locked`.
    func facesToSeal(
        _ photo: [UInt8], face: Int?, threshold: Float = sealingThreshold, as actor: Actor, with analyzer: FaceAnalyzer
    ) async throws -> FacesToSeal {
        guard (-1...1).contains(threshold) else {
            throw Failure(
                .searchBounds, "The threshold is out of bounds.", remedy: "Give a similarity from -1 to 1.")
        }
        try look(as: actor, .sealPerson) { _ in }
        let template = try await ProbeFaces(photo, analyzer).face(face).template
        let lock = try HomeLock(of: self)
        let ref = SealedPersonRef(PseudonymousID.random().text)
        let own = try look(as: actor, .sealPerson) { deed in
            try deed.records.collections().filter { $0.organisation == deed.person.organisation.ref }.map(\.id)
        }
        let faces = try facesLike(
            template, in: Set(own), threshold: threshold, templateLength: analyzer.templateLength, for: ref)
        return FacesToSeal(person: ref, template: template, threshold: threshold, faces: faces, lock: lock)
    }

    private func facesLike(
        _ template: Template, in collections: Set<CollectionID>, threshold: Float, templateLength: Int,
        for person: SealedPersonRef
    ) throws -> Set<FaceID> {
        var scope = SearchScope(collections: collections, upTo: try records.lastFace() ?? FaceID(0))
        guard let gallery = try galleryForReading(TemplateKind(model: template.model, length: templateLength)) else {
            return []
        }
        while true {
            let hits = try gallery.search(
                template, in: scope, threshold: threshold, limit: FileGallery.greatestLimit,
                on: SearchGrant(search: person.rawValue))
            scope.leavingOut.formUnion(hits.map(\.face))
            if hits.count < FileGallery.greatestLimit { return scope.leavingOut }
        }
    }

    /// The sealed persons of one's organisation, oldest first, with how many faces in how many photos are theirs.
    public func sealedPersons(as actor: Actor) throws -> [(person: SealedPerson, faces: Int, photos: Int)] {
        try look(as: actor, .sealPerson) { deed in
            try deed.records.sealedPersons(of: deed.person.organisation.ref).map { person in
                let counts = try deed.records.sealedCounts(of: person.ref)
                return (person, counts.faces, counts.photos)
            }
        }
    }

    /// Lets a person be found again, and forgets what they were known by.
    /// - Throws: `seal.unknown`, `reason.missing`, `role.missing`, `home.locked`.
    public func liftSeal(_ ref: SealedPersonRef, reason: String, as actor: Actor) async throws {
        try await forgetPerson(because: reason, as: actor) { deed, reason in
            let own = try deed.records.sealedPersons(of: deed.person.organisation.ref)
            guard own.contains(where: { $0.ref == ref }) else {
                throw Failure(
                    .sealUnknown, "Your organisation has sealed no such person, or the seal was lifted.",
                    remedy: "`likeness seal list` shows those that are.")
            }
            try deed.records.lift(ref, at: deed.now)
            try deed.tell(.sealLifted, ["person": ref.rawValue], ["reason": .string(reason)])
        }
    }

    /// The searches that would have shown a sealed person, newest first. For an overseer.
    /// - Throws: `role.missing`.
    public func sealedHits(as actor: Actor) throws -> [SealedHit] {
        try look(as: actor, .readUsage) { try $0.records.sealedHits() }
    }

    /// Whose faces are to be known when photos come into a collection.
    func sealedPersons(of collection: CollectionRecord) throws -> [SealedPerson] {
        guard let owner = collection.organisation else { throw Self.unusable }
        return try records.look { try $0.sealedPersons(of: owner) }
    }
}

extension SealedPerson {
    /// Whether a face is this person's.
    func matches(_ face: Template) -> Bool { template.similarity(to: face).map { $0 >= threshold } ?? false }
}

/// What was found of somebody who is to be sealed.
struct FacesToSeal: Sendable {
    let person: SealedPersonRef
    let template: Template
    let threshold: Float
    let faces: Set<FaceID>
    /// So that none is enrolled between the look and the record of it.
    let lock: HomeLock
}

extension Deed {
    /// - Returns: the person, and how many faces and photos of theirs there are.
    func seal(
        _ found: FacesToSeal, because reason: String
    ) throws -> (person: SealedPersonRef, faces: Int, photos: Int) {
        try records.add(
            SealedPerson(
                ref: found.person, organisation: person.organisation.ref, template: found.template,
                threshold: found.threshold, reason: reason, sealed: now))
        try records.seal(found.faces, of: found.person)
        let counts = try records.sealedCounts(of: found.person)
        try tell(
            .personSealed, ["person": found.person.rawValue],
            [
                "reason": .string(reason), "threshold": .number(Double(found.threshold)),
                "faces": try .integer(counts.faces), "photos": try .integer(counts.photos),
            ])
        return (found.person, counts.faces, counts.photos)
    }
}
