import FaceSearch
import Foundation
import Hummingbird
import Presentation
import Records
import Rules
import Vocabulary

/// The custodian's desk: collections, their photos, indexing, grants.
enum CollectionPages {
    static let routes: [Route] = [
        .get("/collections", for: .duty(.manageCollections)) { try list($0) },
        .post("/collections", for: .duty(.manageCollections)) { visit in
            do {
                let form = visit.form
                let made = try await visit.home.createCollection(
                    named: form["name"] ?? "", controller: form["controller"] ?? "", lawfulBasis: form["basis"] ?? "",
                    source: form["source"] ?? "", retentionDays: try form.number("retention") ?? 0,
                    as: visit.actor)
                return visit.see("/collections/\(made.ref)", .collectionMade)
            } catch let failure as Failure where failure.code.kind == .usage {
                return try list(visit, failure)
            }
        },
        .get("/collections/:collection", for: .duty(.manageCollections)) { try show($0) },
        .post("/collections/:collection/close", for: .duty(.manageCollections)) { visit in
            let collection = try visit.collection()
            try await visit.home.closeCollection(named: collection.name, as: visit.actor)
            return visit.see("/collections/\(collection.ref)", .collectionClosed)
        },
        .post("/collections/:collection/grants", for: .duty(.grantCollections)) { visit in
            let collection = try visit.collection()
            _ = try await visit.home.grantAccess(
                to: collection.name, for: try visit.form.required("organisation"),
                purposes: visit.form.all("purpose"), days: try visit.form.number("days") ?? 0, as: visit.actor)
            return visit.see("/collections/\(collection.ref)", .granted)
        },
        .post("/collections/:collection/grants/:grant/revoke", for: .duty(.grantCollections)) { visit in
            let collection = try visit.collection()
            try await visit.home.revokeGrant(GrantRef(try visit.id("grant")), as: visit.actor)
            return visit.see("/collections/\(collection.ref)", .grantRevoked)
        },
        .post("/collections/:collection/index", for: .duty(.index), .photo) { visit in
            let collection = try visit.collection()
            do {
                try Indexing.begin(visit, collection)
                return visit.see("/collections/\(collection.ref)", .indexing)
            } catch let failure as Failure where failure.code.kind != .environment {
                return try show(visit, failure)
            }
        },
        .post("/collections/:collection/index/stop", for: .duty(.index)) { visit in
            let collection = try visit.collection()
            visit.desk.indexing.stop(collection.ref)
            return visit.see("/collections/\(collection.ref)")
        },
        .get("/collections/:collection/progress", for: .duty(.index)) { visit in
            try Indexing.progress(visit.collection().ref, visit.desk)
        },
        .get("/collections/:collection/photos", for: .duty(.manageCollections)) { try photos($0) },
    ]

    private static func list(_ visit: Visit, _ failure: Failure? = nil) throws -> Response {
        let (home, actor) = (visit.home, try visit.actor)
        let own = try home.identity(of: actor).organisation.ref
        let collections = try home.collections(as: actor).filter { $0.organisation == own }
        return try visit.page(
            "collections", "Collections",
            fields([
                "hasCollections": !collections.isEmpty,
                "collections": try collections.map { collection in
                    let counts = try home.counts(of: collection.id)
                    return [
                        "href": "/collections/\(collection.ref)", "name": collection.name,
                        "state": state(of: collection), "controller": collection.controller,
                        "basis": collection.lawfulBasis, "photos": Words.number(counts.photos),
                        "faces": Words.number(counts.faces), "unreadable": Words.number(counts.unreadableFiles),
                    ] as Fields
                },
                "mayMake": true, "error": failure.map { "\($0.reason) \($0.remedy)" },
            ]), status: failure.map { FailureAnswer($0).status } ?? .ok)
    }

    private static func state(of collection: CollectionRecord) -> Fields {
        collection.closed == nil ? Words.state("good", "open") : Words.state("ended", "closed")
    }

    private static let mostUnreadable = 100

    private static func show(_ visit: Visit, _ failure: Failure? = nil) throws -> Response {
        let (home, actor) = (visit.home, try visit.actor)
        let collection = try visit.collection()
        let path = "/collections/\(collection.ref)"
        let (_, unreadable) = try home.collection(named: collection.name, as: actor)
        let counts = try home.counts(of: collection.id)
        let job = visit.desk.indexing.job(of: collection.ref)
        let isOpen = collection.closed == nil
        let organisations = try home.otherOrganisations(as: actor)
        let grants = try home.grants(as: actor).filter { $0.collection.id == collection.id }
        return try visit.page(
            "collection", collection.name,
            fields([
                "crumbs": [["href": "/collections", "text": "Collections"] as Fields],
                "collection": fields([
                    "name": collection.name, "href": path, "state": state(of: collection),
                    "controller": collection.controller, "basis": collection.lawfulBasis,
                    "source": collection.source, "retention": "\(Words.number(collection.retentionDays)) days",
                    "made": Words.moment(collection.created), "closed": collection.closed.map(Words.moment),
                ]),
                "running": Indexing.running(job, path),
                "counts": [
                    ["text": "photos", "count": Words.number(counts.photos)],
                    ["text": "faces", "count": Words.number(counts.faces)],
                    ["text": "vanished files", "count": Words.number(counts.vanishedFiles)],
                    ["text": "unreadable files", "count": Words.number(counts.unreadableFiles)],
                ] as [Fields],
                "quality": try quality(of: collection, visit),
                "hasUnreadable": !unreadable.isEmpty,
                "unreadable": unreadable.prefix(mostUnreadable).map { file in
                    ["path": PathText.display(file.file.path), "reason": file.reason, "code": file.code] as Fields
                },
                "unreadableMore": unreadable.count > mostUnreadable ? "the first \(mostUnreadable)" : nil,
                "hasGrants": !grants.isEmpty,
                "grants": grants.map { grant, _, organisation in
                    [
                        "href": "\(path)/grants/\(grant.ref.rawValue)", "organisation": organisation.name,
                        "purposes": grant.terms.purposes.sorted().map(Words.spelled).joined(separator: ", "),
                        "until": Words.moment(grant.terms.expires), "isRevoked": grant.terms.revoked != nil,
                    ] as Fields
                },
                "mayGrant": isOpen && !organisations.isEmpty,
                "organisations": organisations.map { ["value": $0.name, "text": $0.name] as Fields },
                "purposes": try home.policy().policy.purposes.map {
                    ["value": $0, "text": Words.spelled($0)] as Fields
                },
                "index": isOpen ? Indexing.form(visit, path, failure) : nil,
                "mayClose": isOpen,
            ]), status: failure.map { FailureAnswer($0).status } ?? .ok)
    }

    /// How far apart the eyes are, in classes: what a search depends on most.
    private static func quality(of collection: CollectionRecord, _ visit: Visit) throws -> Fields? {
        let counts = try visit.home.eyeDistances(in: collection.name, as: visit.actor)
        let most = counts.map(\.count).max() ?? 0
        guard most > 0 else { return nil }
        let poor = counts.filter { $0.below <= 24 }.reduce(0) { $0 + $1.count }
        let all = counts.reduce(0) { $0 + $1.count }
        return [
            "summary": poor == 0
                ? "Pixels between the eyes. None of \(Words.number(all)) faces has fewer than 24."
                : "Pixels between the eyes. \(Words.number(poor)) of \(Words.number(all)) faces have fewer than 24: "
                    + "expect misses among them.",
            "bars": counts.map { item in
                [
                    "text": item.below == .max ? "160 or more" : "under \(item.below)",
                    "count": Words.number(item.count),
                    "width": String(format: "%.1f", 100 * Double(item.count) / Double(most)),
                    "isPoor": item.below <= 24,
                ] as Fields
            },
        ]
    }

    private static let mostPhotos = 60

    private static func photos(_ visit: Visit) throws -> Response {
        let collection = try visit.collection()
        let after = visit.query("after").flatMap { Int64($0) }
        let page = try visit.home.photos(
            in: collection.name, after: after.map { PhotoID($0) }, limit: mostPhotos + 1, as: visit.actor)
        let path = "/collections/\(collection.ref)"
        let shown = page.prefix(mostPhotos)
        return try visit.page(
            "photos", "Photos of \(collection.name)",
            fields([
                "crumbs": [
                    ["href": "/collections", "text": "Collections"], ["href": path, "text": collection.name],
                ] as [Fields],
                "summary": "In the order in which they were enrolled.", "hasPhotos": !shown.isEmpty,
                "photos": shown.map(thumbnail),
                "first": after.map { _ in ["href": "\(path)/photos"] as Fields },
                "next": page.count > mostPhotos
                    ? ["href": "\(path)/photos?after=\(shown.last?.photo.id.rawValue ?? 0)"] as Fields : nil,
                "range": "\(shown.count) photos",
            ]))
    }

    private static func thumbnail(_ photo: EnrolledPhoto) -> Fields {
        let record = photo.photo
        return fields([
            "href": "/photos/\(record.id.rawValue)", "src": "/photos/\(record.id.rawValue)/small.jpg",
            "width": "\(record.width)", "height": "\(record.height)", "id": "\(record.id.rawValue)",
            "caption": record.metadata.caption,
            "path": photo.files.first.map {
                PathText.display($0.path).split(separator: "/").last.map(String.init) ?? ""
            },
            "faces": "\(photo.faces.count) \(photo.faces.count == 1 ? "face" : "faces")",
            "taken": Words.taken(record.metadata.taken),
        ])
    }
}

extension Visit {
    /// - Throws: `collection.unknown`.
    func collection() throws -> CollectionRecord {
        let ref = try id("collection")
        guard let collection = try home.collections(as: actor).first(where: { $0.ref == ref }) else {
            throw Home.unknownCollection
        }
        return collection
    }
}
