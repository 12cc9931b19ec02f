import Foundation
import Records
import Rules
import Vocabulary

let sface = ModelID("sface-2021dec")
let noon = Date(timeIntervalSince1970: 1_780_000_000.125)

/// One step a transaction, as most tests want it.
extension RecordStore {
    func createCollection(
        name: String, controller: String, lawfulBasis: String, source: String, retentionDays: Int, created: Date
    ) throws -> CollectionRecord {
        let ref = UUID().uuidString.replacing("-", with: "").lowercased()
        return try transaction {
            try $0.createCollection(
                name: name, ref: ref, organisation: nil, controller: controller, lawfulBasis: lawfulBasis,
                source: source, retentionDays: retentionDays, created: created)
        }
    }

    func closeCollection(_ id: CollectionID, at date: Date) throws {
        try transaction { try $0.closeCollection(id, at: date) }
    }

    func startSearch(_ search: SearchRecord) throws { try transaction { try $0.start(search) } }
    func completeSearch(_ id: String, _ outcome: SearchOutcome) throws {
        try transaction { try $0.complete(id, outcome) }
    }
    func interruptSearch(_ id: String, at date: Date) throws { _ = try transaction { try $0.interrupt(id, at: date) } }
    func openSearches() throws -> [SearchRecord] { try look { try $0.openSearches() } }
    func searches(limit: Int) throws -> [PastSearch] { try look { try $0.searches(limit: limit) } }

    @discardableResult
    func someCollection(_ name: String = "Harbour archive") throws -> CollectionRecord {
        try createCollection(
            name: name, controller: "Town museum", lawfulBasis: "Archiving in the public interest",
            source: "Donated negatives", retentionDays: 365, created: noon)
    }
}

/// 32 bytes that stand for a content's SHA-256.
func hash(_ seed: Int) -> [UInt8] {
    withUnsafeBytes(of: UInt64(seed).littleEndian) { Array($0) } + [UInt8](repeating: 7, count: 24)
}

func file(_ path: String, byteCount: Int = 1000, modified: Int64 = 1_700_000_000_123_456_789) -> FileRecord {
    FileRecord(path: Array(path.utf8), byteCount: byteCount, modified: modified)
}

func face(_ number: UInt64, ordinal: Int = 0) -> FaceRecord {
    let offset = Float(number % 1000)
    return FaceRecord(
        id: FaceID(number), ordinal: ordinal, box: Box(x: -3.5, y: 4.25 + offset, width: 80.1, height: 96.3),
        landmarks: Landmarks(
            leftEye: Point(x: 10.1, y: 20.2), rightEye: Point(x: 50.3, y: 21.4), nose: Point(x: 30.5, y: 45.6),
            leftMouth: Point(x: 15.7, y: 70.8), rightMouth: Point(x: 46.9, y: offset)),
        confidence: 0.91,
        quality: FaceQuality(
            interEyeDistance: 40.2, sharpness: 0.5, yaw: -12, pitch: 0, roll: 1.5, exposure: 0.4), model: sface)
}

func photo(
    _ seed: Int, faces: [FaceRecord] = [], files: [FileRecord], metadata: PhotoMetadata = PhotoMetadata()
) -> NewPhoto {
    NewPhoto(
        sha256: hash(seed), width: 4000, height: 3000, byteCount: 1000, format: "jpeg", metadata: metadata,
        faces: faces, files: files)
}

func search(
    _ id: String, in collections: [CollectionID], at date: Date = noon, probe: [UInt8] = hash(99)
) -> SearchRecord {
    SearchRecord(
        id: id, at: date, account: "picture desk", purpose: "Obituary", authorisation: "A-17", probeSHA256: probe,
        collections: collections, model: sface, threshold: 0.42, limit: 20)
}

let outcome = SearchOutcome(
    at: noon + 1, galleryFaces: 12, galleryPhotos: 7, candidates: 3, candidatesSHA256: hash(100))

let somewhere = OrganisationRef(String(repeating: "0", count: 32))
let somebody = AccountRef(String(repeating: "1", count: 32))

extension RecordStore {
    func addSomebody() throws {
        try transaction { records in
            try records.add(OrganisationRecord(ref: somewhere, name: "main", created: noon))
            try records.add(
                AccountRecord(ref: somebody, organisation: somewhere, name: "cleo", roles: [.custodian], created: noon))
        }
    }

    /// The first step of an erasure. Numbers of nothing are passed over.
    func mark(photos: [PhotoID] = [], faces: [FaceID] = []) throws {
        let ref = String(repeating: "2", count: 32)
        try transaction { records in
            try records.begin(ErasureRecord(ref: ref, account: somebody, reason: "asked by letter", begun: noon))
            let photoOf = try records.photos(of: faces)
            let owners = try records.erasable(Array(Set(photoOf.values)))
            try records.mark(
                photos: records.erasable(photos),
                faces: photoOf.map { face, photo in (face, owners.first { $0.id == photo }!) }, for: ref)
        }
    }

    /// The steps after the templates are gone.
    func eraseMarked() throws {
        try transaction { try $0.deleteMarked() }
        try overwriteDeleted()
        try transaction { records in for erasure in try records.openErasures() { try records.end(erasure) } }
    }
}

extension TemporaryHome {
    func holds(_ text: String) throws -> Bool { try bytesOnDisk().range(of: Data(text.utf8)) != nil }
}
