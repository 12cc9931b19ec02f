// Adds faces that nobody has to a home, so that a server can be timed on a full one without days of indexing.
//
//     fill-home HOME COLLECTION FACES [SEED]
//
// The collection holds photos already: the size of the new ones, and where the face lies, are taken from these in turn. A template
// is a common part and a random one, so that two are as similar as two strangers are (0.13 on average).

import Foundation
import Gallery
import Records
import TestSupport
import Vocabulary

let arguments = CommandLine.arguments
guard arguments.count > 3, let faceCount = Int(arguments[3]) else {
    print("usage: fill-home HOME COLLECTION FACES [SEED]")
    exit(2)
}
let home = URL(filePath: arguments[1], directoryHint: .isDirectory)
var random = SeededRandom(arguments.count > 4 ? UInt64(arguments[4]) ?? 1 : 1)

let records = try RecordStore(at: home.appending(path: "records.sqlite").path, access: .writing)
guard let collection = try records.collection(named: arguments[2]) else {
    print("there is no such collection")
    exit(1)
}
let patterns = try records.look { try $0.photos(in: collection.id) }.filter { !$0.faces.isEmpty }
guard let model = patterns.first?.faces.first?.model, var last = try records.lastFace()?.rawValue else {
    print("the collection has no photo with a face yet")
    exit(1)
}
let directory = home.appending(path: "gallery/\(model.rawValue)").path
let dimensions = try FileGallery.dimensions(inDirectory: directory)
let gallery = try FileGallery.open(directory: directory, model: model, dimensions: dimensions, access: .writing)

/// The square of its length is how similar two strangers are.
let common = direction(length: 0.36, in: dimensions, &random)
let batch = 5_000
for first in stride(from: 0, to: faceCount, by: batch) {
    var photos: [NewPhoto] = []
    var templates: [EnrolledFace] = []
    for number in first..<min(first + batch, faceCount) {
        let pattern = patterns[number % patterns.count]
        var face = pattern.faces[0]
        last += 1
        face.id = FaceID(last)
        face.ordinal = 0
        let vector = zip(common, direction(length: 0.933, in: dimensions, &random)).map { $0 + $1 }
        guard let template = Template(model: model, normalising: vector) else { continue }
        templates.append(EnrolledFace(id: face.id, collection: collection.id, template: template))
        photos.append(
            NewPhoto(
                sha256: (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) },
                width: pattern.photo.width, height: pattern.photo.height, byteCount: 1, format: pattern.photo.format,
                metadata: PhotoMetadata(), faces: [face],
                files: [FileRecord(path: Array("/nowhere/\(last).jpg".utf8), byteCount: 1, modified: 0)]))
    }
    try gallery.enrol(templates)
    _ = try records.commit(IndexBatch(collection: collection.id, date: Date(), photos: photos))
}
print("\(faceCount) faces more")

func direction(length: Float, in dimensions: Int, _ random: inout SeededRandom) -> [Float] {
    let vector = (0..<dimensions).map { _ in random.normal() }
    let own = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return vector.map { $0 * length / own }
}
