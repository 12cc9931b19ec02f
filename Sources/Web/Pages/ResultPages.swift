import FaceSearch
import Foundation
import Hummingbird
import Photos
import Presentation
import Records
import Rules
import TransparencyLog
import Vocabulary

/// What a search returned: the list, each candidate, their pictures, and the receipt.
enum ResultPages {
    static let routes: [Route] = [
        .get("/searches/:search", for: .duty(.search)) { try await list($0) },
        .get("/searches/:search/receipt", for: .duty(.search)) { visit in
            let results = try await visit.home.results(of: visit.id("search"), as: visit.actor)
            guard let receipt = results.receipt else { throw Failure.unknownPage }
            return .bytes(receipt.serialised(), "text/plain; charset=utf-8", fileName: "receipt.txt")
        },
        .get("/searches/:search/probe.jpg", for: .duty(.search)) { visit in
            guard let probe = try visit.home.probe(of: visit.id("search"), as: visit.actor) else {
                throw Failure.unknownPage
            }
            return .bytes(
                try FacePicture.portrait(of: probe.landmarks, in: Photo(probe.photo), side: Pictures.side),
                "image/jpeg")
        },
        .get("/searches/:search/candidates/:rank", for: .duty(.search)) { try await candidate($0) },
        .get("/searches/:search/candidates/:rank/face.jpg", for: .duty(.search)) { visit in
            guard let face = try await visit.candidate().face else { throw Failure.unknownPage }
            return try await .picture { try Pictures.portrait(of: face) }
        },
        .get("/searches/:search/candidates/:rank/photo.jpg", for: .duty(.search)) { visit in
            let entry = try await visit.candidate()
            guard let face = entry.face else { throw Failure.unknownPage }
            let hidden = visit.query("others") == "shown" ? [] : entry.others.map(\.box)
            return try await .picture {
                try FacePicture.overview(of: face.original(), longSide: FaceMarks.longSide, hiding: hidden)
            }
        },
        .post("/searches/:search/candidates/:rank/keep", for: .duty(.search)) { try await mark(.kept, $0, .kept) },
        .post("/searches/:search/candidates/:rank/dismiss", for: .duty(.search)) {
            try await mark(.dismissed, $0, .dismissed)
        },
        .post("/searches/:search/candidates/:rank/examine", for: .duty(.requestReview)) { visit in
            let (search, rank) = (try visit.id("search"), try visit.number("rank"))
            try await visit.home.requestReview(of: search, rank: rank, as: visit.actor)
            return visit.see("/searches/\(search)#candidate-\(rank)", .sent)
        },
    ]

    private static func mark(_ mark: CandidateMark, _ visit: Visit, _ notice: Notice) async throws -> Response {
        let (search, rank) = (try visit.id("search"), try visit.number("rank"))
        try await visit.home.mark(mark, rank: rank, of: search, as: visit.actor)
        return visit.see("/searches/\(search)#candidate-\(rank)", notice)
    }

    // MARK: The list

    private static func list(_ visit: Visit) async throws -> Response {
        let results = try await visit.home.results(of: visit.id("search"), as: visit.actor)
        let record = results.past.search
        let path = "/searches/\(record.id)"
        let isGrid = visit.query("view") == "grid"
        let shown = results.candidates
        let count = if case .completed(let outcome) = results.past.state { outcome.candidates } else { 0 }
        let erased = count - shown.count
        let marked = shown.compactMap(\.mark)
        let policy = try visit.home.policy().policy
        return try visit.page(
            "results", "Search of \(Words.day(record.at))",
            fields([
                "crumbs": [["href": "/", "text": "Search"] as Fields],
                "heading": heading(results.past, count),
                "search": search(results, visit, path, count),
                "none": count == 0,
                "view": [
                    "isGrid": isGrid, "isList": !isGrid, "listHref": "\(path)?view=list",
                    "gridHref": "\(path)?view=grid",
                ] as Fields,
                "tally": "\(marked.count { $0 == .kept }) kept, \(marked.count { $0 == .dismissed }) dismissed",
                "erasedSince": erased > 0 ? "\(erased) of \(count) are no longer kept." : nil,
                "candidates": shown.map { entry($0, path, record.threshold, policy) },
            ]))
    }

    private static func heading(_ past: PastSearch, _ count: Int) -> String {
        guard past.isCompleted else { return Words.result(of: past) }
        return count == 0 ? "No candidate" : count == 1 ? "One candidate" : "\(count) candidates"
    }

    private static func search(_ results: SearchResults, _ visit: Visit, _ path: String, _ count: Int) -> Fields {
        let record = results.past.search
        let searched: String =
            if case .completed(let outcome) = results.past.state {
                "\(Words.number(outcome.galleryFaces)) faces in \(Words.number(outcome.galleryPhotos)) photos"
            } else { "nothing" }
        let caseRef = results.authorisation?.authorisation.request.caseRef
        return fields([
            "id": record.id, "probeSrc": results.probe.map { _ in "\(path)/probe.jpg" },
            "probeType": record.probeType.map { Words.probeType($0).lowercased() }, "searched": searched,
            "collections": results.collections.map(\.name).joined(separator: ", "),
            "shown":
                "the best \(record.limit) with a similarity of \(String(format: "%.2f", record.threshold)) or more",
            "case": caseRef.map { ref in
                ["href": "/cases/\(ref.rawValue)", "reference": results.authorisation?.caseReference ?? ""] as Fields
            },
            "purpose": Words.spelled(record.purpose),
            "authorisation": results.authorisation.map { described in
                [
                    "href": "/authorisations/\(described.authorisation.ref.rawValue)",
                    "by": described.decidedBy ?? "nobody yet",
                ] as Fields
            },
            "at": Words.moment(record.at), "by": (try? visit.actor.name) ?? "",
            "receipt": results.receipt.map { receipt in
                [
                    "index": "\(receipt.index)", "href": "\(path)/receipt", "logKey": "\(results.logKey)",
                    "text": String(decoding: receipt.serialised(), as: UTF8.self), "id": record.id,
                ] as Fields
            },
            "threshold": String(format: "%.2f", record.threshold),
            "noReceipt": results.past.isCompleted ? "its proof waits for witnesses." : "the search was cut off.",
        ])
    }

    private static func entry(
        _ entry: SearchResults.Entry, _ path: String, _ threshold: Float, _ policy: Policy
    ) -> Fields {
        let (rank, similarity) = (entry.stored.rank, entry.stored.similarity)
        let metadata = entry.face?.photo.metadata
        return fields([
            "rank": "\(rank)", "href": "\(path)/candidates/\(rank)", "similarity": Words.similarity(similarity),
            "bar": Words.bar(similarity), "tick": Words.bar(threshold),
            "isErased": entry.face == nil,
            "erasedNote": "The face was erased since, or its collection is no longer yours to search.",
            "isKept": entry.mark == .kept, "isDismissed": entry.mark == .dismissed,
            "caption": metadata?.caption, "taken": Words.taken(metadata?.taken), "credit": metadata?.credit,
            "source": metadata?.source ?? entry.collection?.source, "collection": entry.collection?.name ?? "",
            "path": entry.face?.displayPath.map { String($0.split(separator: "/").suffix(2).joined(separator: "/")) },
            "state": state(of: entry), "canKeep": entry.face != nil && entry.mark != .kept,
            "canDismiss": entry.face != nil && entry.mark != .dismissed,
            "canExamine": entry.face != nil && entry.state == nil && policy.examinersNeeded > 0,
        ])
    }

    private static func state(of entry: SearchResults.Entry) -> Fields {
        if let state = entry.state { return Words.state(of: state) }
        return switch entry.mark {
        case .kept: Words.state("good", "kept")
        case .dismissed: Words.state("ended", "dismissed")
        case nil: Words.state("plain", "not looked at")
        }
    }

    // MARK: One candidate

    private static func candidate(_ visit: Visit) async throws -> Response {
        let (id, rank) = (try visit.id("search"), try visit.number("rank"))
        let results = try await visit.home.results(of: id, as: visit.actor)
        guard let place = results.candidates.firstIndex(where: { $0.stored.rank == rank }) else {
            throw Failure.unknownPage
        }
        let item = results.candidates[place]
        let path = "/searches/\(id)"
        func neighbour(_ place: Int) -> Fields? {
            guard results.candidates.indices.contains(place) else { return nil }
            let rank = results.candidates[place].stored.rank
            return ["href": "\(path)/candidates/\(rank)", "text": "\(rank)"]
        }
        let policy = try visit.home.policy().policy
        let known = entry(item, path, results.past.search.threshold, policy)
        let others = visit.query("others") == "shown"
        return try visit.page(
            "candidate", "Candidate \(rank)",
            fields([
                "crumbs": [
                    ["href": "/", "text": "Search"],
                    ["href": path, "text": "Search of \(Words.day(results.past.search.at))"],
                ] as [Fields],
                "candidate": known.merging(details(of: item)) { $1 },
                "previous": neighbour(place - 1), "next": neighbour(place + 1),
                "probeFace": results.probe.map { _ in ["src": "\(path)/probe.jpg"] as Fields },
                "candidateFace": item.face.map { _ in ["src": "\(path)/candidates/\(rank)/face.jpg"] as Fields },
                "photo": photo(of: item, "\(path)/candidates/\(rank)", othersShown: others),
                "photoGone": "The photo was erased, moved or changed since.",
                "others": item.others.isEmpty
                    ? nil
                    : [
                        "areHidden": !others,
                        "text": "\(item.others.count) other \(item.others.count == 1 ? "face" : "faces")",
                        "href": "\(path)/candidates/\(rank)\(others ? "" : "?others=shown")",
                    ] as Fields,
                "panel": item.state.map { state in
                    [
                        "summary": Words.state(of: state)["word"] ?? "",
                        "reviews": item.reviews.map { ReviewPages.review($0, by: "an examiner") },
                    ] as Fields
                },
            ]))
    }

    private static func details(of item: SearchResults.Entry) -> Fields {
        guard let face = item.face else { return [:] }
        return fields([
            "controller": item.collection?.controller, "basis": item.collection?.lawfulBasis,
            "enrolled": Words.day(face.photo.enrolled), "size": "\(face.photo.width) × \(face.photo.height) pixels",
            "quality": QualityWords(face.face.quality).fields["word"], "path": face.displayPath,
        ])
    }

    private static func photo(of item: SearchResults.Entry, _ path: String, othersShown: Bool) -> Fields? {
        guard let face = item.face else { return nil }
        let marks = FaceMarks(width: face.photo.width, height: face.photo.height)
        let others = othersShown ? item.others.map { marks.mark($0.box, isOther: true) } : []
        return marks.photo(
            "\(path)/photo.jpg\(othersShown ? "?others=shown" : "")", alt: "The whole photo, with the candidate marked",
            marks: others + [marks.mark(face.face.box)])
    }
}

extension Visit {
    fileprivate func candidate() async throws -> SearchResults.Entry {
        try await home.candidate(try number("rank"), of: try id("search"), as: try actor)
    }
}

enum Pictures {
    /// Of the portraits that pages compare.
    static let side = 560

    static func portrait(of face: FaceWithPhoto) throws -> [UInt8] {
        try FacePicture.portrait(of: face.face.landmarks, in: face.original(), side: side)
    }
}

extension PastSearch {
    fileprivate var isCompleted: Bool { if case .completed = state { true } else { false } }
}
