package import FaceSearch
import Foundation
import Records
import Rules
import TransparencyLog

/// The letter, the certificate or the refusal that somebody gets who asked about themselves: one page, to be printed.
package struct RequestAnswerSheet {
    private let papers: RequestPapers
    private let portraits: [Int: [UInt8]]

    /// - Parameter portraits: the person's own face, as JPEG, by the numbers of the photos; none where there are to be none.
    package init(_ papers: RequestPapers, portraits: [Int: [UInt8]] = [:]) {
        self.papers = papers
        self.portraits = portraits
    }

    /// - Throws: `sheet.unwritable`.
    package func write(to path: String) throws { try SheetFile.write(html(), to: path) }

    package func html() throws -> String {
        try SheetFile.render(String(decoding: PackageResources.answer_mustache, as: UTF8.self), page)
    }

    private var page: [String: Any] {
        let request = papers.described.request
        var page: [String: Any] = [
            "reference": papers.described.record.reference, "organisation": papers.organisation,
            "received": day(request.received), "request": papers.described.ref.rawValue, "heading": heading,
            "proofs": papers.proofs.map { proof in
                [
                    "what": Self.words[proof.type] ?? proof.type, "index": "\(proof.index)",
                    "receipt": String(decoding: proof.receipt.serialised(), as: UTF8.self),
                ]
            }, "logKey": "\(papers.logKey)",
        ]
        if !papers.proofs.isEmpty { page["hasProofs"] = true }
        if papers.isDraft { page["draft"] = true }
        if let decision = request.decision {
            page["decided"] = day(decision.at)
            if papers.described.isLate { page["late"] = day(request.due) }
            if decision.kind == .refused {
                page["refusal"] = ["reason": decision.reason ?? "", "what": Self.asked(request.kind)]
            }
        }
        guard let answer = papers.answer else { return page }
        if !answer.places.isEmpty { page["hasPlaces"] = true }
        page["places"] = answer.places.map { place in
            [
                "name": place.name, "controller": place.controller, "basis": place.lawfulBasis, "source": place.source,
                "retention": counted(place.retentionDays, "day"),
            ]
        }
        if !answer.looks.isEmpty {
            page["how"] =
                [
                    "looks": answer.looks.map { look in
                        [
                            "at": day(look.at), "faces": counted(look.faces, "face"),
                            "photos": counted(look.photos, "photo"),
                            "threshold": String(format: "%.2f", look.threshold), "model": look.model,
                        ]
                    }, "found": counted(answer.found, "face"),
                    "confirmed": answer.confirmed == 0
                        ? "none is yours"
                        : "is sure that \(answer.confirmed) of them \(answer.confirmed == 1 ? "is" : "are") yours",
                ] as [String: Any]
        }
        switch request.kind {
        case .access:
            guard !answer.photos.isEmpty else {
                page["nobody"] = true
                break
            }
            page["found"] =
                [
                    "count": counted(answer.photos.count, "photo"), "photos": answer.photos.map(photo),
                    "resultDays": counted(answer.resultDays, "day"),
                ] as [String: Any]
        case .erasure, .objection:
            guard !answer.erased.isEmpty else {
                page["nothing"] = true
                break
            }
            page["erased"] = [
                "parts": answer.erased.map {
                    [
                        "collection": $0.collection, "faces": counted($0.faces, "face"),
                        "photos": $0.photos == 0 ? "no whole photo" : counted($0.photos, "whole photo"),
                    ]
                }
            ]
        case .sealing: page["sealed"] = ["faces": counted(answer.sealedFaces ?? 0, "face")]
        case .alert: break
        }
        return page
    }

    private func photo(_ photo: SubjectAnswer.Photo) -> [String: Any] {
        var fields: [String: Any] = [
            "number": "\(photo.number)", "collection": photo.collection, "enrolled": day(photo.enrolled),
            "kept": day(photo.keptUntil), "format": photo.format.uppercased(),
        ]
        fields["taken"] = photo.taken.map { DateInWords.taken($0) }
        fields["portrait"] = portraits[photo.number].map {
            "data:image/jpeg;base64," + Data($0).base64EncodedString()
        }
        fields["shown"] = photo.shown.map { shown in
            if let few = shown.fewerThan { return "in fewer than \(few) searches" }
            let (searches, organisations) = (shown.searches ?? 0, shown.organisations ?? 0)
            guard searches > 0 else { return "in no search whose list is still kept" }
            return
                "in \(searches) \(searches == 1 ? "search" : "searches") by \(counted(organisations, "organisation"))"
        }
        return fields
    }

    private var heading: String {
        switch papers.described.request.state {
        case .refused: "Your request is refused"
        case .withdrawn: "Your request was withdrawn"
        case .received, .identified, .answered:
            switch papers.described.request.kind {
            case .access: "Whether you are in our photo collections"
            case .erasure: "Certificate of erasure"
            case .objection: "Your objection is upheld"
            case .sealing: "You are sealed"
            case .alert: "You are watched over"
            }
        }
    }

    private static func asked(_ kind: RequestKind) -> String {
        switch kind {
        case .access: "to be told whether you are in our photo collections"
        case .erasure: "to be erased from our photo collections"
        case .objection: "that faces of yours are no longer searched among"
        case .sealing: "to be shown to no searcher"
        case .alert: "that overseers are told when you are searched for"
        }
    }

    private static let words = [
        "erasure.completed": "the erasure", "request.answered": "this answer", "request.refused": "this refusal",
    ]

    private func day(_ date: Date) -> String { DateInWords.day(date) }
}
