// Changes a gallery until somebody kills it, and says on standard output what it is about to do and
// what it has been promised. The tests start it, kill it and compare.
//
//     gallery-crash-child churn DIRECTORY SEED   enrols and removes for ever
//     gallery-crash-child fill DIRECTORY BYTES   enrols until files may not grow beyond BYTES, then lifts that limit

import Gallery
import Glibc
import Vocabulary

let model = ModelID("crash-test")

/// Must equal the function of this name in GalleryTests.
func template(of id: UInt64) -> Template {
    var state = id
    let vector = (0..<128).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Float(state >> 40) - 8_388_608
    }
    return Template(model: model, normalising: vector)!
}

func say(_ words: String) {
    let line = words + "\n"
    _ = line.withCString { write(1, $0, line.utf8.count) }
}

func faces(_ ids: Range<UInt64>) -> [EnrolledFace] {
    ids.map { EnrolledFace(id: FaceID($0), collection: CollectionID(UInt32($0 % 3)), template: template(of: $0)) }
}

func churn(_ gallery: FileGallery, seed: UInt64) throws -> Never {
    var state = seed
    func random(_ bound: UInt64) -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) % bound
    }
    while true {
        let next = (gallery.lastFace?.rawValue ?? 0) + 1
        if random(3) > 0 {
            let ids = next..<next + 1 + random(40)
            say("enrolling \(ids.lowerBound) \(ids.upperBound)")
            try gallery.enrol(faces(ids))
        } else {
            let ids = Set(gallery.faces(after: nil).filter { _ in random(10) == 0 })
            say("removing " + ids.map { "\($0.rawValue)" }.joined(separator: " "))
            try gallery.remove(ids)
        }
        say("done")
    }
}

func fill(_ gallery: FileGallery, bytes: UInt) throws {
    signal(SIGXFSZ, SIG_IGN)
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    let before = limit
    limit.rlim_cur = rlim_t(bytes)
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    var next: UInt64 = 1
    do {
        while true {
            try gallery.enrol(faces(next..<next + 7))
            next += 7
        }
    } catch let failure as Failure {
        say("\(failure.code.name) \(next - 1)")
    }
    limit = before
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    try gallery.enrol(faces(next..<next + 7))
    say("afterwards \(next + 6)")
}

let arguments = CommandLine.arguments
let gallery = try FileGallery.open(directory: arguments[2], model: model, dimensions: 128, access: .writing)
switch arguments[1] {
case "churn": try churn(gallery, seed: UInt64(arguments[3])!)
case "fill": try fill(gallery, bytes: UInt(arguments[3])!)
default: exit(2)
}
