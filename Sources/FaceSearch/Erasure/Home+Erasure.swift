import Foundation
@_spi(SearchGrant) import Gallery
import Records
import Rules
import TransparencyLog
import Vocabulary

extension Home {
    /// Erases photos and faces: templates, boxes, captions, paths, and whatever else the home holds of them. They stay out when
    /// their folder is indexed again.
    ///
    /// May be killed at any instant: the next erasure, index run or retention run does the rest, and until then nothing of
    /// what was to be erased is shown.
    /// - Throws: `role.missing`, `reason.missing`, `records.unknown-photo`, `records.unknown-face`,
    ///   `collection.other-organisation`, `home.locked`, `log.…`; `records.busy` when a reader kept the records in use.
    public func erase(_ request: ErasureRequest, as actor: Actor) async throws -> ErasureReport {
        try await erase(request, as: actor) { _, _, _ in }
    }

    /// - Parameter beginning: done in the transaction that begins it, with the erasure's id and what it is about to take.
    func erase(
        _ request: ErasureRequest, as actor: Actor,
        beginning: @Sendable (Deed, String, ErasurePlan) throws -> Void
    ) async throws -> ErasureReport {
        let reason = try Self.reason(request.reason)
        try look(as: actor, .erase) { _ in }
        let lock = try HomeLock(of: self)
        defer { withExtendedLifetime(lock) {} }
        try await finishErasures()
        var removal = TemplateRemoval(self)
        let key = SuppressionKey(try records.look { try $0.suppressionKey() })
        let planned = try look(as: actor, .erase) { try $0.plan(request) }
        // Before the transaction: templates lie in the gallery. Nobody changes either meanwhile, since the home is locked.
        let sketches = try planned.faces.map { face, photo in
            let template = try photo.faces[face].flatMap { model in
                try removal.gallery(of: model).template(of: face, on: SearchGrant(search: "erasure"))
            }
            guard let template else { throw Self.inconsistent }
            return (content: key.content(photo.sha256), sketch: key.sketch(of: template, in: photo.sha256))
        }
        let plan = try await act(as: actor, .erase) { deed in
            let plan = try deed.plan(request)
            let owner = deed.person.organisation.ref
            let ref = PseudonymousID.random().text
            try deed.records.begin(
                ErasureRecord(ref: ref, account: deed.person.account.ref, reason: reason, begun: deed.now))
            try deed.records.mark(photos: plan.photos, faces: plan.faces, for: ref)
            try beginning(deed, ref, plan)
            for photo in plan.photos { try deed.records.suppress(content: key.content(photo.sha256), by: owner) }
            for (content, sketch) in sketches { try deed.records.suppress(sketch, of: content, by: owner) }
            return plan
        }
        try removal.removeMarked()
        let ended = try await endErasures()
        return try report(ended.map(\.counts), plan)
    }

    /// What ``erase(_:as:)`` would do.
    public func preview(_ request: ErasureRequest, as actor: Actor) throws -> ErasureReport {
        let (counts, plan) = try look(as: actor, .erase) { deed in
            let plan = try deed.plan(request)
            var counts: [CollectionID: ErasureCounts] = [:]
            for photo in plan.photos {
                counts[photo.collection, default: ErasureCounts()] =
                    counts[photo.collection, default: ErasureCounts()]
                    + ErasureCounts(photos: 1, faces: photo.faces.count, files: photo.files)
            }
            for (_, photo) in plan.faces { counts[photo.collection, default: ErasureCounts()].faces += 1 }
            // A search in two collections counts once, in whichever comes first: as when it is done.
            if let first = counts.keys.min() {
                counts[first]?.openings = try deed.records.countSearchTraces(
                    of: plan.photos.map(\.id), faces: plan.erasedFaces)
            }
            return (counts, plan)
        }
        return try report([counts], plan)
    }

    private func report(
        _ counts: [[CollectionID: ErasureCounts]], _ plan: ErasurePlan
    ) throws -> ErasureReport {
        let collections = try records.collections()
        return ErasureReport(
            parts: collections.compactMap { collection in
                let own = counts.compactMap { $0[collection.id] }
                guard !own.isEmpty else { return nil }
                return ErasureReport.Part(collection: collection, counts: own.reduce(ErasureCounts(), +))
            },
            copies: plan.copies.compactMap { copy in
                collections.first { $0.id == copy.collection }.map { (copy.photo, $0) }
            },
            sealed: plan.sealed)
    }

    /// - Throws: `reason.missing`, `text.unusable`.
    static func reason(_ text: String) throws -> String {
        try FreeText.check(text)
        guard let reason = tidied(text) else {
            throw Failure(
                .reasonMissing, "No reason was given.", remedy: "Say why in a few words; name nobody in them.")
        }
        return reason
    }
}
