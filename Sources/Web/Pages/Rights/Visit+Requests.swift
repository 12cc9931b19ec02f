import FaceSearch
import Foundation
import Photos
import Presentation
import Records
import Rules
import TransparencyLog
import Vocabulary

/// What pages and programs are shown of a request, the path's.
extension Visit {
    var requestRef: RequestRef { get throws { RequestRef(try id("request")) } }

    /// The found face of the path.
    func faceFound() throws -> FoundFace { try home.faceFound(try number("number"), for: requestRef, as: actor) }

    /// A found face alone: everybody else is hidden.
    func portrait(of found: FoundFace) async throws -> [UInt8] {
        let (photo, own) = (try found.face.original(), found.face.face)
        return try await desk.photos.pass {
            try FacePicture.portrait(
                of: own.landmarks, in: photo, side: Pictures.side,
                hiding: await FacePicture.others(than: own.box, in: photo, with: desk.analyzer))
        }
    }

    /// The face that a search was made with.
    /// - Throws: `page.unknown` once it is no longer kept.
    func requestProbe() throws -> [UInt8] {
        guard let probe = try home.probe(ofSearch: id("search"), for: requestRef, as: actor) else {
            throw Failure.unknownPage
        }
        return try FacePicture.portrait(of: probe.landmarks, in: Photo(probe.photo), side: Pictures.side)
    }

    func requestPapers(tellsSearches: Bool = true) async throws -> RequestPapers {
        try await home.papers(of: requestRef, tellsSearches: tellsSearches, as: actor)
    }

    /// The letter or certificate as a page of one file.
    /// - Parameter withPictures: the person's own face from each photo, in a draft: later it is no longer kept.
    func letter(_ papers: RequestPapers, withPictures: Bool) async throws -> [UInt8] {
        var portraits: [Int: [UInt8]] = [:]
        if papers.isDraft, withPictures {
            for found in try home.facesFound(for: papers.described.ref, as: actor) where found.verdict == .isPerson {
                portraits[found.number] = try await desk.photos.pass {
                    try await found.ownPortrait(side: 192, with: desk.analyzer)
                }
            }
        }
        return Array(try RequestAnswerSheet(papers, portraits: portraits).html().utf8)
    }

    /// The proof of the path's entry, of those that say what became of the request.
    func requestReceipt() async throws -> [UInt8] {
        let (papers, index) = (try await requestPapers(), try number("index"))
        guard let proof = papers.proofs.first(where: { $0.index == index }) else { throw Failure.unknownPage }
        return proof.receipt.serialised()
    }
}
