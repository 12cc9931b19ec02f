import FaceSearch
import Foundation
import Presentation
import Records
import Rules
import Vocabulary

/// Photos of one's own collections: looked at, and erased.
enum PhotosAPI {
    static let routes: [Route] = [
        .read("/photos/:photo", "getPhoto", "One photo of one's organisation.", for: .duty(.manageCollections)) {
            visit in EnrolledPhotoOutput(try visit.enrolledPhoto())
        },
        .file(
            "/photos/:photo/photo.jpg", "getPhotoPicture", "How it looks.", for: .duty(.manageCollections),
            "image/jpeg"
        ) { visit in
            try FacePicture.overview(of: visit.enrolledPhoto().original(), longSide: FaceMarks.longSide)
        },
        .act(
            "/photos/:photo/erase", "erasePhoto",
            "Erases a photo and its faces; they stay out when the folder is indexed again.", for: .duty(.erase)
        ) { (visit, body: Erasing) in
            try await erase(
                visit, body, ErasureRequest(photos: [try visit.enrolledPhoto().photo.id], reason: body.reason))
        },
        .act(
            "/photos/:photo/faces/:face/erase", "eraseFace",
            "Erases a face of a photo; the photo goes too when it shows no other.", for: .duty(.erase)
        ) { (visit, body: Erasing) in
            let number = UInt64(try visit.number("face"))
            guard let face = try visit.enrolledPhoto().faces.first(where: { $0.id.rawValue == number }) else {
                throw Failure.unknownPage
            }
            return try await erase(visit, body, ErasureRequest(faces: [face.id], reason: body.reason))
        },
    ]

    private struct Erasing: Decodable, Described {
        let reason: String
        let dryRun: Bool?

        static let schema = Schema.named("NewErasure", .object(["reason": .words, "dryRun": .optional(.truth)]))
    }

    private static func erase(
        _ visit: Visit, _ body: Erasing, _ request: ErasureRequest
    ) async throws -> ErasureOutput {
        if body.dryRun == true {
            return ErasureOutput(try visit.home.preview(request, as: visit.actor), dryRun: true)
        }
        return ErasureOutput(try await visit.home.erase(request, as: visit.actor), dryRun: false)
    }
}

extension Visit {
    fileprivate func enrolledPhoto() throws -> EnrolledPhoto {
        try home.enrolledPhoto(PhotoID(Int64(try number("photo"))), as: try actor).photo
    }
}
