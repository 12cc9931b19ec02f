import FaceSearch
import Foundation
import Hummingbird
import Presentation
import Records
import Rules
import Vocabulary

/// Photos of one's own collections: looked at, and erased.
enum PhotoPages {
    static let routes: [Route] = [
        .get("/photos/:photo", for: .duty(.manageCollections)) { try show($0) },
        .get("/photos/:photo/photo.jpg", for: .duty(.manageCollections)) { try await picture($0, FaceMarks.longSide) },
        .get("/photos/:photo/small.jpg", for: .duty(.manageCollections)) { try await picture($0, 400) },
        .get("/photos/:photo/erase", for: .duty(.erase)) { visit in
            try confirm(visit, ErasureRequest(photos: [try visit.photo().photo.photo.id], reason: ""))
        },
        .post("/photos/:photo/erase", for: .duty(.erase)) { visit in
            let (photo, collection) = try visit.photo()
            return try await erase(
                visit, ErasureRequest(photos: [photo.photo.id], reason: visit.form.text("reason")), collection)
        },
        .get("/photos/:photo/faces/:face/erase", for: .duty(.erase)) { visit in
            try confirm(visit, ErasureRequest(faces: [try visit.face().id], reason: ""))
        },
        .post("/photos/:photo/faces/:face/erase", for: .duty(.erase)) { visit in
            try await erase(
                visit, ErasureRequest(faces: [try visit.face().id], reason: visit.form.text("reason")),
                visit.photo().collection)
        },
    ]

    private static func picture(_ visit: Visit, _ longSide: Int) async throws -> Response {
        let photo = try visit.photo().photo
        return try await .picture { try FacePicture.overview(of: photo.original(), longSide: longSide) }
    }

    private static func show(_ visit: Visit) throws -> Response {
        let (enrolled, collection) = try visit.photo()
        let record = enrolled.photo
        let path = "/photos/\(record.id.rawValue)"
        let marks = FaceMarks(width: record.width, height: record.height)
        let boxes = enrolled.faces.enumerated().map { marks.mark($1.box, number: $0 + 1) }
        let isThere = (try? enrolled.original()) != nil
        let photo = marks.photo("\(path)/photo.jpg", alt: "The photo, with its faces outlined", marks: boxes)
        return try visit.page(
            "photo-page", "Photo \(record.id.rawValue)",
            fields([
                "crumbs": crumbs(collection),
                "item": fields([
                    "id": "\(record.id.rawValue)", "href": path, "caption": record.metadata.caption,
                    "taken": Words.taken(record.metadata.taken), "credit": record.metadata.credit,
                    "source": record.metadata.source ?? collection.source, "enrolled": Words.moment(record.enrolled),
                    "keptUntil": Words.moment(
                        record.enrolled.addingTimeInterval(TimeInterval(collection.retentionDays) * 86_400)),
                    "paths": enrolled.files.map { PathText.display($0.path) },
                ]),
                "photo": isThere ? photo : nil, "photoGone": "No file holds any more what was enrolled.",
                "facesHeading": enrolled.faces.count == 1 ? "One face" : "\(enrolled.faces.count) faces",
                "faces": isThere
                    ? zip(enrolled.faces, boxes).map { face, box in
                        box.merging([
                            "quality": QualityWords(face.quality).fields, "mayErase": true,
                            "href": "\(path)/faces/\(face.id.rawValue)",
                        ]) { $1 }
                    } : [],
                "mayErase": true,
            ]))
    }

    private static func crumbs(_ collection: CollectionRecord) -> [Fields] {
        [
            ["href": "/collections/\(collection.ref)", "text": collection.name],
            ["href": "/collections/\(collection.ref)/photos", "text": "Photos"],
        ]
    }

    private static func confirm(
        _ visit: Visit, _ request: ErasureRequest, _ failure: Failure? = nil
    ) throws -> Response {
        let (enrolled, collection) = try visit.photo()
        let report = try visit.home.preview(request, as: visit.actor)
        let total = report.total
        let path = "/photos/\(enrolled.photo.id.rawValue)"
        let isFace = !request.faces.isEmpty
        var goes = ["\(total.faces == 1 ? "One template" : "\(total.faces) templates"), with outline and quality"]
        if total.photos > 0 { goes.append("the photo’s record: caption, credit, path") }
        if total.openings > 0 { goes.append("what \(total.openings) entries of the log stand for") }
        return try visit.page(
            "erase", "Erase",
            fields([
                "crumbs": crumbs(collection), "heading": isFace ? "Erase this face?" : "Erase this photo?",
                "goes": goes,
                "stays": [
                    "the file itself: it is yours, and is not touched", "the log’s entries, which name nobody",
                    "a mark, no template, that keeps it out when the folder is indexed again",
                ],
                "seals": report.sealed.isEmpty
                    ? nil
                    : [
                        "text": "A sealed person is among them.",
                        "detail": "What the seal knows them by stays until it is lifted.",
                    ] as Fields,
                "error": failure.map { "\($0.reason) \($0.remedy)" },
                "eraseHref": visit.request.uri.path, "backHref": path, "button": "Erase",
                "photo": FaceMarks(width: enrolled.photo.width, height: enrolled.photo.height)
                    .photo("\(path)/photo.jpg", alt: "The photo"),
            ]), status: failure.map { FailureAnswer($0).status } ?? .ok)
    }

    private static func erase(
        _ visit: Visit, _ request: ErasureRequest, _ collection: CollectionRecord
    ) async throws -> Response {
        do {
            _ = try await visit.home.erase(request, as: visit.actor)
            return visit.see("/collections/\(collection.ref)/photos", .erased)
        } catch let failure as Failure where failure.code.kind == .usage {
            return try confirm(visit, request, failure)
        }
    }
}

extension Visit {
    fileprivate func photo() throws -> (photo: EnrolledPhoto, collection: CollectionRecord) {
        try home.enrolledPhoto(PhotoID(Int64(try number("photo"))), as: try actor)
    }

    /// A face of the photo.
    fileprivate func face() throws -> FaceRecord {
        let number = UInt64(try number("face"))
        guard let face = try photo().photo.faces.first(where: { $0.id.rawValue == number }) else {
            throw Failure.unknownPage
        }
        return face
    }
}
