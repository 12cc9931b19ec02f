package import FaceAnalysis
package import FaceSearch
import Foundation
import Photos
package import Records
import Rules
import Vocabulary

/// What was found for a request, to be confirmed: the person's photo beside each found one, in which everybody else is blotted.
package struct FoundFacesSheet {
    private let page: [String: Any]

    /// - Parameter probes: the photos that were searched with.
    package init(
        _ described: DescribedRequest, _ found: [FoundFace], probes: [StoredProbe], with analyzer: FaceAnalyzer
    ) async throws {
        var items: [[String: Any]] = []
        for face in found {
            var item: [String: Any] = [
                "number": "\(face.number)", "similarity": String(format: "%.3f", face.similarity),
                "collection": face.collection.name, "photo": "\(face.face.photo.id.rawValue)",
            ]
            item["verdict"] = face.verdict.map { $0 == .isPerson ? "is the person" : "is somebody else" }
            // A file that is gone or has changed is not shown in its place.
            if let photo = try? face.face.original() {
                let own = face.face.face
                let others = try await FacePicture.others(than: own.box, in: photo, with: analyzer)
                item["picture"] = [
                    "portrait": Self.uri(
                        try FacePicture.portrait(of: own.landmarks, in: photo, side: 240, hiding: others)),
                    "overview": Self.uri(try FacePicture.overview(of: photo, longSide: 640, hiding: others)),
                ]
            }
            items.append(item)
        }
        page = [
            "reference": described.record.reference, "request": described.ref.rawValue, "found": items,
            "count": counted(found.count, "face"),
            "probes": try probes.map { probe in
                ["src": Self.uri(try FacePicture.portrait(of: probe.landmarks, in: Photo(probe.photo), side: 240))]
            },
        ]
    }

    /// - Throws: `sheet.unwritable`.
    package func write(to path: String) throws {
        try SheetFile.write(
            SheetFile.render(String(decoding: PackageResources.found_mustache, as: UTF8.self), page), to: path)
    }

    private static func uri(_ jpeg: [UInt8]) -> String {
        "data:image/jpeg;base64," + Data(jpeg).base64EncodedString()
    }
}

extension FoundFace {
    /// The person's own face in the photo, everybody else's blotted, as JPEG; nil when the photo is gone or has changed.
    package func ownPortrait(side: Int, with analyzer: FaceAnalyzer) async throws -> [UInt8]? {
        guard let photo = try? face.original() else { return nil }
        return try FacePicture.portrait(
            of: face.face.landmarks, in: photo, side: side,
            hiding: await FacePicture.others(than: face.face.box, in: photo, with: analyzer))
    }
}
