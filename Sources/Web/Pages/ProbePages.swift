import FaceAnalysis
import FaceSearch
import Foundation
import Hummingbird
import Photos
import Presentation
import Records
import Rules
import Vocabulary

/// From a photo that somebody puts down to a search.
enum ProbePages {
    static let routes: [Route] = [
        .post("/probes", for: .duty(.search), .photo) { visit in
            guard let photo = visit.form.photo, !photo.isEmpty else { throw Failure.malformedForm }
            let faces = try await visit.desk.photos.pass { () -> ProbeFaces? in
                do {
                    return try await ProbeFaces(photo, visit.desk.analyzer)
                } catch let failure as Failure where failure.code == .probeWithoutFace {
                    return nil
                }
            }
            return visit.see("/probes/\(visit.desk.probes.putDown(photo, faces, by: try visit.actor.account))")
        },
        .get("/probes/:probe", for: .duty(.search)) { try await page($0) },
        .get("/probes/:probe/photo", for: .duty(.search)) { visit in
            let photo = try Photo(try visit.probe().photo)
            return .bytes(try FacePicture.overview(of: photo, longSide: FaceMarks.longSide), "image/jpeg")
        },
        .post("/searches", for: .duty(.search)) { visit in
            let actor = try visit.actor
            let probe = try visit.probe()
            try visit.desk.searches.take(actor.account.rawValue)
            var request = try SearchRequest(visit.form, probe.photo)
            request.collections = try await visit.chosenCollections()
            do {
                let list = try await visit.desk.search(request, as: actor)
                return visit.see("/searches/\(list.search)")
            } catch let failure as Failure where failure.code.kind != .environment {
                return try await page(visit, failure)
            }
        },
    ]

    private static func page(_ visit: Visit, _ failure: Failure? = nil) async throws -> Response {
        let probe = try visit.probe()
        let photo = try Photo(probe.photo)
        let marks = FaceMarks(width: photo.width, height: photo.height)
        let faces = probe.faces?.analysis.faces ?? []
        let actor = try visit.actor
        let policy = try visit.home.policy().policy
        let usable = try await visit.home.authorisations(as: actor).own.filter {
            ($0.authorisation.state == .approved || $0.authorisation.state == .unconfirmed)
                && $0.authorisation.used < $0.authorisation.request.searches
        }
        let needsNone = policy.approval == .none
        let src = "/probes/\(probe.id)/photo"
        let chosen = visit.form["face"] ?? (faces.count == 1 ? "1" : nil)
        let content = fields([
            "crumbs": [["href": "/", "text": "Search"] as Fields],
            "heading": faces.isEmpty ? "No face was found" : "Which face, and on what word?",
            "probe": [
                "id": probe.id, "name": photo.format.rawValue.uppercased(),
                "size": "\(photo.width) × \(photo.height) pixels", "at": Words.moment(probe.at),
                "keptUntil": Words.moment(probe.at.addingTimeInterval(ProbeTray.keptFor.inSeconds)),
            ] as Fields,
            "photo": marks.photo(src, alt: "The probe"),
            "hasFaces": !faces.isEmpty, "hasSeveralFaces": faces.count > 1,
            "facesLegend": faces.count == 1 ? "The face" : "\(faces.count) faces, from left to right",
            "faces": faces.enumerated().map { index, face in
                marks.mark(face.box, number: index + 1).merging([
                    "quality": QualityWords(face.quality).fields, "isChosen": chosen == "\(index + 1)",
                ]) { $1 }
            },
            "error": failure.map { "\($0.reason) \($0.remedy)" },
            "asksForType": !needsNone,
            "types": policy.probeTypes.sorted { $0.rawValue < $1.rawValue }.map {
                [
                    "value": $0.rawValue, "text": Words.probeType($0), "isChosen": visit.form["type"] == $0.rawValue,
                ] as Fields
            },
            "authorisations": usable.map { choice($0, visit, isOnly: usable.count == 1) },
            "needsNoAuthorisation": needsNone,
            "hasAuthorisations": needsNone || !usable.isEmpty,
            "collections": try visit.home.collections(as: actor).filter { $0.closed == nil }.map {
                ["name": $0.name, "holds": "", "isChosen": true] as Fields
            },
            "limits": [
                "most": "\(policy.longestCandidateList)",
                "value": visit.form["limit"] ?? "\(min(SearchRequest.defaultLimit, policy.longestCandidateList))",
            ],
            "threshold": ["value": visit.form["threshold"] ?? "0.42"],
            "defaults": "all that it allows, the best 20, at 0.42 or more",
            "drop": HomePage.drop,
        ])
        let status = failure.map { FailureAnswer($0).status } ?? .ok
        return try visit.page("probe", "A new search", content, status: status)
    }

    private static func choice(_ described: DescribedAuthorisation, _ visit: Visit, isOnly: Bool) -> Fields {
        let authorisation = described.authorisation
        let id = authorisation.ref.rawValue
        return [
            "id": id, "case": described.caseReference ?? "", "purpose": Words.spelled(authorisation.request.purpose),
            "collections": described.collections.joined(separator: ", "),
            "left": "\(authorisation.request.searches - authorisation.used)",
            "searches": "\(authorisation.request.searches)", "until": Words.moment(authorisation.request.expires),
            "isBreakGlass": authorisation.state == .unconfirmed,
            "isChosen": visit.form["authorisation"].map { $0 == id } ?? isOnly,
        ]
    }
}

extension Visit {
    /// Those that were ticked and that the authorisation allows; empty, and so all of them, when none was left out.
    fileprivate func chosenCollections() async throws -> [String] {
        let ticked = Set(form.all("collection"))
        let allowed =
            if let id = form["authorisation"] {
                Set(try await home.authorisation(AuthorisationRef(id), as: actor).collections)
            } else { Set(try home.collections(as: actor).filter { $0.closed == nil }.map(\.name)) }
        return ticked.isEmpty || ticked.isSuperset(of: allowed) ? [] : ticked.intersection(allowed).sorted()
    }

    /// The photo that the path, or the form, names.
    /// - Throws: `probe.gone`.
    fileprivate func probe() throws -> ProbeTray.Probe {
        let id = try parameters.get("probe") ?? form.required("probe")
        guard let probe = desk.probes.probe(id, of: try actor.account) else { throw Failure.probeGone }
        return probe
    }
}

extension SearchRequest {
    /// - Throws: `form.malformed`.
    init(_ form: Form, _ photo: [UInt8]) throws {
        let threshold = try form["threshold"].map { text -> Float in
            guard let number = Float(text), number.isFinite else { throw Failure.malformedForm }
            return number
        }
        let type = try form["type"].map { word -> ProbeType in
            guard let type = ProbeType(rawValue: word) else { throw Failure.malformedForm }
            return type
        }
        self.init(
            probe: photo, face: try form.number("face"), probeType: type,
            authorisation: form["authorisation"].map { AuthorisationRef($0) },
            threshold: threshold ?? Self.defaultThreshold, limit: try form.number("limit") ?? Self.defaultLimit,
            keepsResults: true)
    }
}

extension Desk {
    /// A search in its turn, counted and timed.
    func search(_ request: SearchRequest, as actor: FaceSearch.Actor) async throws -> CandidateList {
        let begun = ContinuousClock.now
        do {
            let list = try await photos.pass { try await home.search(request, as: actor, with: analyzer) }
            meter.count("likeness_searches_total{end=\"completed\"}")
            let spent = ContinuousClock.now - begun
            meter.time("likeness_search_seconds", "end=\"completed\"", spent)
            meter.time("likeness_step_seconds", "step=\"analysis\"", list.times.analysis)
            meter.time("likeness_step_seconds", "step=\"comparison\"", list.times.comparison)
            return list
        } catch {
            let isRefusal = (error as? Failure)?.code.kind == .policy
            meter.count("likeness_searches_total{end=\"\(isRefusal ? "refused" : "failed")\"}")
            throw error
        }
    }
}
