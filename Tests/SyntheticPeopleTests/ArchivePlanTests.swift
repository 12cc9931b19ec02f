import Photos
import SyntheticPeople
import Testing
import Vocabulary

@Suite("ArchivePlan")
struct ArchivePlanTests {
    @Test(
        "every person is on exactly the photos asked for, never twice on one",
        arguments: [(1, 1), (1, 5), (2, 1), (3, 2), (7, 3), (20, 5), (150, 5), (300, 2)])
    func exactly(people: Int, shots: Int) throws {
        let plan = try ArchivePlan(people: people, shots: shots, seed: 4)
        var counts: [Person: Int] = [:]
        for photo in plan.archive.photos {
            let present = photo.people.map(\.person)
            #expect(Set(present).count == present.count)
            for person in present { counts[person, default: 0] += 1 }
        }
        #expect(counts.count == people)
        #expect(counts.values.allSatisfy { $0 == shots })
        #expect(plan.archive.faceCount == people * shots)
        #expect(Set(plan.people.map(\.id)).count == people)
        #expect(Set(plan.people.map(\.name)).count == people)
        // No two appearances of a person are the same shot.
        let shown = plan.archive.photos.flatMap { $0.people.map { [$0.person.id, "\($0.shot)"] } }
        #expect(Set(shown).count == shown.count)
    }

    @Test("the same numbers give the same plan; another seed gives another")
    func deterministic() throws {
        let plan = try ArchivePlan(people: 12, shots: 4, seed: 9, probes: 3, strangers: 2)
        #expect(try plan == ArchivePlan(people: 12, shots: 4, seed: 9, probes: 3, strangers: 2))
        let other = try ArchivePlan(people: 12, shots: 4, seed: 10, probes: 3, strangers: 2)
        #expect(Set(plan.people.map(\.seed)).isDisjoint(with: other.people.map(\.seed)))
    }

    @Test("probes and strangers leave the archive as it is, and show what it does not")
    func probes() throws {
        let plain = try ArchivePlan(people: 12, shots: 4, seed: 9)
        let plan = try ArchivePlan(people: 12, shots: 4, seed: 9, probes: 15, strangers: 5)
        #expect(plain.archive == plan.archive)
        #expect(plain.probes.photos.isEmpty)
        let probed = plan.probes.photos.flatMap(\.people)
        #expect(probed.count == 20)
        #expect(plan.probes.photos.allSatisfy { $0.people.count == 1 })
        #expect(Set(plan.probes.photos.map(\.path)).count == 20)
        let inArchive = Set(plan.archive.photos.flatMap { $0.people.map(\.person) })
        #expect(plan.strangers.count == 5)
        #expect(inArchive.isDisjoint(with: plan.strangers))
        #expect(probed.count { inArchive.contains($0.person) } == 15)
        let shown = Set(plan.archive.photos.flatMap { $0.people.map(\.shot) })
        #expect(shown.isDisjoint(with: probed.map(\.shot)))
        let seeds = (plan.people + plan.strangers).map(\.seed)
        #expect(Set(seeds).count == seeds.count)
    }

    @Test("a plan of some hundred photos has every format, colour and orientation, and photos of nobody")
    func variety() throws {
        let photos = try ArchivePlan(people: 30, shots: 5, seed: 1).archive.photos
        #expect((90...130).contains(photos.count))
        let encodings = photos.map(\.encoding)
        #expect(Set(encodings.map(\.format)) == Set(PhotoFormat.allCases))
        #expect(
            encodings.contains { $0.format == .heif && $0.av1 } && encodings.contains { $0.format == .heif && !$0.av1 })
        #expect(Set(encodings.map(\.colour)) == [.rgb, .grey, .cmyk, .displayP3])
        #expect(encodings.contains(where: \.sixteenBits) && encodings.contains(where: \.alpha))
        #expect(Set(encodings.map(\.orientation)) == Set(1...8))
        #expect(encodings.count { $0.format == .jpeg } > photos.count / 2)
        let empty = photos.count { $0.people.isEmpty }
        #expect(empty >= 2 && empty < photos.count / 15)
        #expect(photos.contains { $0.people.count >= 5 })
        #expect(photos.allSatisfy { $0.people.count <= 8 })
        #expect(Set(photos.map(\.path)).count == photos.count)
        #expect(photos.contains { $0.width * $0.height == 12_000_000 })
        #expect(photos.contains { $0.width <= 400 })
        #expect(Set(photos.map { $0.path.prefix { $0 != "/" } }).count > 5)
    }

    @Test("only formats that keep an orientation are given one")
    func orientations() throws {
        for photo in try ArchivePlan(people: 60, shots: 5, seed: 2).archive.photos where photo.encoding.orientation > 1
        {
            #expect([.jpeg, .webp, .tiff].contains(photo.encoding.format))
        }
    }

    @Test("every face lies inside its photo")
    func inside() throws {
        let nobody = [Float](repeating: 0, count: StyleSpace.components)
        for photo in try ArchivePlan(people: 100, shots: 5, seed: 3).archive.photos {
            for appearance in photo.people {
                let box = appearance.place.faceBox(nobody)
                #expect(box.x > -box.width * 0.1 && box.x + box.width < Float(photo.width) + box.width * 0.1)
                #expect(box.y > 0 && box.y + box.height < Float(photo.height) + box.height * 0.05)
                #expect(box.width > 40)
            }
        }
    }

    @Test("each photo's metadata names those on it and says that they do not exist")
    func stories() throws {
        for photo in try ArchivePlan(people: 20, shots: 3, seed: 3).archive.photos {
            for appearance in photo.people { #expect(photo.story.caption.contains(appearance.person.name)) }
            #expect(photo.encoding.xmp?.contains(Story.digitalSourceType) == true)
            #expect(photo.encoding.texts["exif-ifd0-ImageDescription"]?.hasSuffix(Story.notice) == true)
        }
    }

    @Test(
        "sets for benchmarks have as many photos and faces as asked for, from few heads",
        arguments: [(10, 1), (5, 6), (3, 30)])
    func uniform(count: Int, faces: Int) throws {
        let set = faces == 1 ? try PhotoSet.portraits(count) : try PhotoSet.groups(count, faces: faces)
        #expect(set.photos.count == count)
        #expect(set.photos.allSatisfy { $0.people.count == faces && $0.encoding.format == .jpeg })
        #expect(set.photos.allSatisfy { $0.width * $0.height == (faces == 1 ? 1_048_576 : 12_000_000) })
        #expect(set.photos.allSatisfy { Set($0.people.map(\.person)).count == faces })
        #expect(Set(set.photos.flatMap { $0.people.map(\.shot) }).count <= 40)
    }

    @Test("what cannot be planned is refused", arguments: [(0, 1, 0, 0), (1, 0, 0, 0), (1, 1, -1, 0), (1, 1, 0, -1)])
    func refused(people: Int, shots: Int, probes: Int, strangers: Int) {
        #expect(throws: Failure(.planImpossible, "", remedy: "")) {
            try ArchivePlan(people: people, shots: shots, probes: probes, strangers: strangers)
        }
    }
}
