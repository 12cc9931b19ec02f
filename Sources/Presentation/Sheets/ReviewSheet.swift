package import FaceSearch
import Foundation
import Photos
import Records
import Rules
import Vocabulary

/// Probe and candidate side by side for an examiner, without rank among others, similarity, caption or source: what might
/// persuade before anybody has looked is left out.
package struct ReviewSheet {
    private let review: CandidateUnderReview

    package init(_ review: CandidateUnderReview) { self.review = review }

    /// - Throws: `sheet.unwritable`.
    package func write(to path: String) throws {
        var page: [String: Any] = ["search": review.search, "rank": review.rank]
        if let probe = review.probe,
            var fields = try? SheetPhoto(Photo(probe.photo), landmarks: probe.landmarks, box: probe.box).fields
        {
            fields["type"] = review.probeType?.rawValue
            page["probe"] = fields
        }
        if let face = review.candidate {
            page["candidate"] = try? SheetPhoto(
                face.original(), landmarks: face.face.landmarks, box: face.face.box
            ).fields
        }
        try SheetFile.write(
            SheetFile.render(String(decoding: PackageResources.review_sheet_mustache, as: UTF8.self), page), to: path)
    }
}
