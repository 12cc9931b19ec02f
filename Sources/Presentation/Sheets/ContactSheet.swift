import FaceAnalysis
package import FaceSearch
import Foundation
import Photos
import Records
import Vocabulary

/// A candidate list as one self-contained HTML file: the probe beside each candidate, eyes at the same height, with
/// where each photo came from. No script, nothing loaded from anywhere.
package struct ContactSheet {
    private let list: CandidateList
    private let probe: SheetPhoto

    /// - Parameter probe: the bytes that were searched with.
    package init(_ list: CandidateList, probe: [UInt8]) throws {
        self.list = list
        self.probe = try SheetPhoto(Photo(probe), landmarks: list.probe.landmarks, box: list.probe.box)
    }

    /// - Throws: `sheet.unwritable`.
    package func write(to path: String) throws {
        try SheetFile.write(
            SheetFile.render(String(decoding: PackageResources.contact_sheet_mustache, as: UTF8.self), page), to: path)
    }

    private var page: [String: Any] {
        [
            "probe": probe.fields,
            "search": list.search,
            "recordedAt": list.receipt.recordedAt.formatted(
                .iso8601.year().month().day().time(includingFractionalSeconds: false).dateTimeSeparator(.space)),
            "probeHash": hexadecimal(list.receipt.probeSHA256),
            "faces": list.gallery.faces.formatted(.number.locale(Locale(identifier: "en_GB"))),
            "photos": list.gallery.photos.formatted(.number.locale(Locale(identifier: "en_GB"))),
            "collections": list.gallery.collections.map {
                ["name": $0.name, "controller": $0.controller, "source": $0.source]
            },
            "model": list.model.rawValue,
            "purpose": list.purpose,
            "threshold": String(format: "%.2f", list.threshold),
            "limit": list.limit,
            "heading": heading,
            "candidates": list.candidates.map(entry),
            "none": list.candidates.isEmpty,
        ]
    }

    private var heading: String {
        switch list.candidates.count {
        case 0: "No candidate"
        case 1: "One candidate"
        case let count: "\(count) candidates"
        }
    }

    private func entry(_ candidate: Candidate) -> [String: Any] {
        let metadata = candidate.photo.metadata
        var fields: [String: Any] = [
            "rank": candidate.rank,
            "similarity": String(format: "%.3f", candidate.similarity),
            "bar": String(format: "%.1f", max(0, candidate.similarity) * 100),
            "collection": candidate.collection.name,
            "path": candidate.displayPath ?? "its file has vanished",
            "width": candidate.photo.width,
            "height": candidate.photo.height,
        ]
        fields["caption"] = metadata.caption
        fields["credit"] = metadata.credit
        fields["source"] = metadata.source ?? candidate.collection.source
        fields["taken"] = metadata.taken?.replacing("T", with: " ")
        let photo = try? SheetPhoto(candidate.original(), landmarks: candidate.face.landmarks, box: candidate.face.box)
        fields["picture"] = photo?.fields
        fields["missing"] = photo == nil
        return fields
    }
}
