import FaceSearch
import Foundation
import Hummingbird
import Records
import Rules
import Vocabulary

/// One request's page: its steps in their order, and what is to be done next.
enum RequestPage {
    /// - Parameter step: the one that `failure` is told at.
    static func show(_ visit: Visit, _ failure: Failure? = nil, at step: String? = nil) throws -> Response {
        let ref = RequestRef(try visit.id("request"))
        let described = try visit.home.request(ref, as: visit.actor)
        let request = described.request
        let found = try visit.home.facesFound(for: ref, as: visit.actor)
        let path = "/requests/\(ref.rawValue)"
        let isBeingErased = request.state.isOpen && described.record.erasure != nil
        let isJudged = described.progress.judged == described.progress.found
        func error(_ steps: String...) -> String? {
            guard let failure, let step, steps.contains(step) else { return nil }
            return "\(failure.reason) \(failure.remedy)"
        }
        let mayAnswer =
            request.state == .identified
            && (!request.kind.needsSearch || described.progress.searches > 0 && isJudged || isBeingErased)
        let receipts = try receipts(described, path, visit)
        return try visit.page(
            "request", "Request \(described.record.reference)",
            fields([
                "crumbs": [["href": "/requests", "text": "Requests"] as Fields], "href": path, "id": ref.rawValue,
                "reference": described.record.reference, "kind": RequestWords.words(request.kind),
                "means": RequestWords.means(request.kind),
                "state": RequestWords.state(described), "time": RequestWords.time(described),
                "received": Words.inWords(request.received), "due": Words.inWords(request.due, withTime: true),
                "recordedBy": described.name(described.record.recordedBy),
                "collections": described.collections.map(\.name).joined(separator: ", "),
                "steps": RequestSteps.steps(described),
                "holdUp": try RequestSteps.holdUp(described, visit),
                "identify": request.state == .received
                    ? fields([
                        "means": IdentityMeans.allCases.map {
                            ["value": $0.rawValue, "text": RequestWords.words($0)] as Fields
                        },
                        "error": error("identify"),
                    ]) : nil,
                "search": request.state == .identified && request.kind.needsSearch && !isBeingErased
                    && described.progress.searches < SubjectRequest.mostSearches
                    ? fields([
                        "threshold": visit.form["threshold"] ?? String(format: "%.2f", SearchRequest.defaultThreshold),
                        "least": "\(Home.requestThresholds.lowerBound)", "most": "\(Home.requestThresholds.upperBound)",
                        "isAgain": described.progress.searches > 0, "error": error("search"),
                    ]) : nil,
                "probes": request.state.isOpen
                    ? described.searches.filter { $0.outcome != nil }.map {
                        ["src": "\(path)/probes/\($0.id)/face.jpg"] as Fields
                    } : [Fields](),
                "hasFound": !found.isEmpty,
                "none": described.progress.searches > 0 && request.state.isOpen && found.isEmpty && !isBeingErased,
                "found": found.map { face in
                    fields([
                        "number": "\(face.number)", "href": "\(path)/faces/\(face.number)",
                        "similarity": Words.similarity(face.similarity), "collection": face.collection.name,
                        "isPerson": face.verdict == .isPerson, "isNot": face.verdict == .isNot,
                    ])
                },
                "foundError": error("faces"),
                "answer": mayAnswer ? answer(described, error("answer"), isBeingErased) : nil,
                "answerWaits": request.state == .identified && !mayAnswer && request.kind.needsSearch,
                "mayRefuse": request.state.isOpen && !isBeingErased, "refuseError": error("refuse", "withdraw"),
                "ended": request.decision.map { decision in
                    fields([
                        "reason": decision.reason, "hasLetter": decision.kind != .withdrawn,
                        "paper": request.kind.erases && decision.kind == .answered ? "Certificate" : "Letter",
                        "paperWord": request.kind.erases && decision.kind == .answered ? "certificate" : "letter",
                    ])
                },
                "receipts": receipts, "hasReceipts": !receipts.isEmpty,
            ]), status: failure.map { FailureAnswer($0).status } ?? .ok)
    }

    private static func answer(_ described: DescribedRequest, _ error: String?, _ isBeingErased: Bool) -> Fields {
        let kind = described.request.kind
        let confirmed = described.confirmed
        let faces = "\(confirmed) confirmed \(confirmed == 1 ? "face" : "faces")"
        let (text, button): (String, String) =
            switch kind {
            case .access:
                (
                    confirmed == 0
                        ? "The letter says that they were not found, and what that cannot rule out."
                        : "The letter tells of \(faces): collection, basis, source, dates. No caption, no path, nobody else.",
                    "Answer"
                )
            case .erasure, .objection:
                (
                    isBeingErased
                        ? "The erasure had begun and was cut off. This finishes it."
                        : confirmed == 0
                            ? "Nobody was confirmed: nothing is erased, and the letter says so."
                            : "\(faces.prefix(1).uppercased() + faces.dropFirst()) will be erased for good. The certificate proves it.",
                    confirmed == 0 && !isBeingErased ? "Answer" : "Erase and answer"
                )
            case .sealing: ("From the next search on no searcher is shown them.", "Seal and answer")
            case .alert: ("From the next search on overseers are told when it is for them.", "Protect and answer")
            }
        return fields([
            "text": text, "button": button, "isErasing": kind.erases && (confirmed > 0 || isBeingErased),
            "asksPhoto": kind == .sealing || kind == .alert, "hasDraft": !isBeingErased,
            "hasPictures": kind == .access && confirmed > 0, "asksSearches": kind == .access && confirmed > 0,
            "error": error,
        ])
    }

    /// Where the proofs of what became of it are to be had.
    private static func receipts(_ described: DescribedRequest, _ path: String, _ visit: Visit) throws -> [Fields] {
        guard !described.request.state.isOpen else { return [] }
        return try visit.home.proofPlaces(of: described.ref, as: visit.actor).map { type, index in
            [
                "href": "\(path)/receipts/\(index)", "index": Words.number(index),
                "what": type == "erasure.completed" ? "The erasure" : "The answer",
            ]
        }
    }
}
