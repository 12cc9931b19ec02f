import FaceAnalysis
import Photos
import Presentation
import Rules

/// What faces a photo shows. Touches no gallery.
enum FacesAPI {
    static let routes: [Route] = [
        .act(
            "/faces", "findFaces", "The faces of a photo, from the viewer's left to right; no gallery is touched.",
            for: .duty(.search), photoWith: [:], answers: Answer.self
        ) { visit, body in
            let analysis = try await visit.desk.photos.pass {
                try await visit.desk.analyzer.faces(in: Photo(body.photo))
            }
            return try .json(Answer(analysis))
        }
    ]

    private struct Answer: Encodable, Described {
        struct Photo: Encodable {
            let width: Int
            let height: Int
            let faces: [FaceOutput]
        }

        let photos: [Photo]

        init(_ analysis: PhotoAnalysis) {
            photos = [
                Photo(width: analysis.width, height: analysis.height, faces: analysis.faces.map { FaceOutput($0) })
            ]
        }

        static let schema = Schema.named(
            "Faces",
            .object([
                "photos": .list(
                    of: .object([
                        "width": .whole(from: 1), "height": .whole(from: 1), "faces": .list(of: FaceOutput.schema),
                    ]), bounds: ["minItems": 1, "maxItems": 1])
            ]))
    }
}
