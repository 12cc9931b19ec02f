import Vocabulary

/// Draws up the photos of a plan from a seed.
struct Planner {
    private let seed: UInt64

    init(_ seed: UInt64) { self.seed = seed }

    /// - Parameter numbers: each with the least that it may be.
    static func check(_ numbers: [(value: Int, least: Int)]) throws {
        guard numbers.allSatisfy({ $0.value >= $0.least }) else {
            throw Failure(
                .planImpossible, "Photos in these numbers or sizes cannot be made.",
                remedy: "Ask for at least one person, one shot, one photo, and as many heads as a photo has faces.")
        }
    }

    // MARK: People

    func person(_ number: Int) -> Person { somebody("p", number, nameNumber: number) }

    /// Somebody who is on no photo of the archive, however large it is.
    func stranger(_ number: Int) -> Person { somebody("s", -1 - number, nameNumber: 9_000 + number) }

    private func somebody(_ letter: String, _ number: Int, nameNumber: Int) -> Person {
        var generator = SeededGenerator(seed, .people, number)
        let digits = String(number < 0 ? -number : number + 1)
        let id = letter + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return Person(id: id, name: InventedNames.name(nameNumber), seed: generator.next())
    }

    // MARK: Archives

    /// What is on a photo, before its size, file and date are settled.
    private enum Draft {
        case one(Person, Int)
        case group([(person: Person, shot: Int)])
        case nobody
    }

    func archive(of people: [Person], shots: Int) -> PhotoSet {
        var generator = SeededGenerator(seed, .places)
        let (groups, rest) = groups(of: people, shots: shots, &generator)
        let nobody = max(2, (groups.count + rest.count) / 24)
        let drafts = generator.shuffled(groups + rest + Array(repeating: Draft.nobody, count: nobody))
        return PhotoSet(photos: photos(of: drafts, settings: Settings(seed, drafts.count)))
    }

    /// Divides everybody's shots between group photos (two in five) and photos of one.
    private func groups(of people: [Person], shots: Int, _ generator: inout SeededGenerator) -> ([Draft], [Draft]) {
        var (groups, rest): ([Draft], [Draft]) = ([], [])
        var taken = [Int](repeating: 0, count: people.count)
        var share = Float(shots) * 0.4
        while share > 0, people.count > 1 {
            // Each round has everybody at most once, so that nobody is twice on a photo.
            var round = generator.shuffled(Array(people.indices)).prefix(
                Int((min(share, 1) * Float(people.count)).rounded()))
            share -= 1
            while !round.isEmpty {
                let together = Array(round.prefix(generator.one(of: [2, 2, 3, 3, 4, 4, 5, 6, 7, 8])))
                round = round.dropFirst(together.count)
                guard together.count > 1 else { continue }
                groups.append(.group(together.map { (people[$0], taken[$0]) }))
                for number in together { taken[number] += 1 }
            }
        }
        for (number, person) in people.enumerated() {
            rest += (taken[number]..<shots).map { .one(person, $0) }
        }
        return (groups, rest)
    }

    func probes(of people: [Person], after shots: Int, count: Int, strangers: [Person]) -> PhotoSet {
        let unseen = (0..<count).map { (people[$0 % people.count], shots + $0 / people.count) }
        let all = unseen + strangers.map { ($0, 0) }
        let photos = all.enumerated().map { number, appearance in
            var generator = SeededGenerator(seed, .photos, -1 - number)
            let (person, shot) = appearance
            return photo(
                .one(person, shot), kind: .jpeg, orientation: 1, path: "\(person.id)-\(shot + 1).jpg", &generator)
        }
        return PhotoSet(photos: photos)
    }

    // MARK: Photos

    /// Dealt for a whole archive, so that every kind of file and orientation occurs.
    private struct Settings {
        let kinds: [FileKind]
        let orientations: [Int]

        init(_ seed: UInt64, _ count: Int) {
            var generator = SeededGenerator(seed, .decks)
            let orientation = Deck([(1, 60), (6, 12), (8, 8), (3, 6), (2, 3), (4, 3), (5, 4), (7, 4)])
            // Formats that cannot be turned take from no orientation's share.
            kinds = FileKind.deck.dealt(count, &generator)
            var turned = orientation.dealt(kinds.count { $0.canBeTurned }, &generator)[...]
            orientations = kinds.map { $0.canBeTurned ? turned.popFirst()! : 1 }
        }
    }

    private func photos(of drafts: [Draft], settings: Settings) -> [PlannedPhoto] {
        drafts.enumerated().map { number, draft in
            var generator = SeededGenerator(seed, .photos, number)
            return photo(
                draft, kind: settings.kinds[number], orientation: settings.orientations[number], path: nil,
                number: number,
                &generator)
        }
    }

    private func photo(
        _ draft: Draft, kind: FileKind, orientation: Int, path: String?, number: Int = 0,
        _ generator: inout SeededGenerator
    ) -> PlannedPhoto {
        let year = 2024 - Int(generator.unit() * generator.unit() * 74)
        let occasion: Occasion
        let subject: PlannedPhoto.Subject
        let size: (width: Int, height: Int)
        var people: [PlannedPhoto.Appearance] = []
        switch draft {
        case .nobody:
            let scene = generator.one(of: EmptyScene.allCases)
            occasion = Occasion.of(scene)
            subject = .empty(scene)
            size = fitted(generator.one(of: Self.wideSizes), kind)
        case .one(let person, let shot):
            occasion = generator.one(of: Occasion.withPeople)
            if generator.chance(0.55) {
                subject = .portrait
                size = fitted(generator.one(of: Self.portraitSizes), kind)
                people = [appearance(person, shot, Self.wholePortrait(size.width, size.height))]
            } else {
                subject = .figures(generator.one(of: Backdrop.allCases))
                size = fitted(generator.one(of: Self.sceneSizes), kind)
                people = [appearance(person, shot, Self.single(size.width, size.height, &generator))]
            }
        case .group(let members):
            occasion = generator.one(of: Occasion.withPeople)
            subject = .figures(generator.one(of: Backdrop.allCases))
            size = fitted(generator.one(of: Self.wideSizes), kind)
            let layout = GroupLayout(
                members.count, width: size.width, height: size.height, closeness: generator.uniform(0.8...1), &generator
            )
            people = zip(members, layout.places).map { appearance($0.person, $0.shot, $1) }
        }
        return PlannedPhoto(
            path: path ?? self.path(occasion, year, number, kind, &generator), width: size.width, height: size.height,
            subject: subject, people: people, light: Light(&generator), age: PrintAge(year: year, &generator),
            file: kind.encoding(quality: 62 + generator.below(35), orientation: orientation),
            story: story(occasion, people, year, &generator), seed: generator.next())
    }

    private static let portraitSizes = [
        (1_024, 1_024), (1_024, 1_024), (819, 1_024), (800, 1_000), (768, 768), (640, 800), (600, 600), (480, 600),
        (400, 400),
        (320, 400), (300, 300),
    ]
    private static let sceneSizes = [
        (1_000, 1_500), (1_200, 800), (1_600, 1_200), (1_500, 2_000), (2_048, 1_365), (2_400, 1_600), (3_000, 4_000),
        (4_000, 3_000),
    ]
    private static let wideSizes = [
        (1_200, 800), (1_600, 1_067), (1_600, 1_200), (2_048, 1_365), (2_400, 1_600), (3_000, 2_000), (4_000, 3_000),
    ]

    /// The size, reduced to what files of the kind have.
    private func fitted(_ size: (Int, Int), _ kind: FileKind) -> (width: Int, height: Int) {
        var (width, height) = size
        while width * height > kind.mostPixels { (width, height) = (width * 3 / 4, height * 3 / 4) }
        return (width, height)
    }

    private func appearance(_ person: Person, _ shot: Int, _ place: PortraitPlace) -> PlannedPhoto.Appearance {
        PlannedPhoto.Appearance(person: person, shot: Shot(seed: person.seed, number: shot), place: place)
    }

    /// A portrait that fills the photo; its outermost edge, which the network draws badly, stays outside.
    private static func wholePortrait(_ width: Int, _ height: Int) -> PortraitPlace {
        let side = Float(max(width, height)) * 1.03
        return PortraitPlace(x: (Float(width) - side) / 2, y: (Float(height) - side) / 2, side: side)
    }

    /// Head and shoulders, somewhat aside, with room around.
    private static func single(_ width: Int, _ height: Int, _ generator: inout SeededGenerator) -> PortraitPlace {
        let (width, height) = (Float(width), Float(height))
        let side = min(width * 1.05, height * generator.uniform(0.45...0.9))
        let middle = width * 0.5 + generator.uniform(-0.5...0.5) * max(0, width - side)
        return PortraitPlace(
            x: middle - side / 2, y: height - side * generator.uniform(1.02...1.2), side: side,
            tilt: generator.uniform(-0.08...0.08))
    }

    // MARK: Texts

    private func path(
        _ occasion: Occasion, _ year: Int, _ number: Int, _ kind: FileKind, _ generator: inout SeededGenerator
    ) -> String {
        let folder = generator.chance(0.65) ? "\(year)" : "projects/\(generator.one(of: Occasion.projects))"
        let digits = String(number + 1)
        let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return "\(folder)/\(occasion.slug)-\(padded).\(kind.fileExtension)"
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    private func story(
        _ occasion: Occasion, _ people: [PlannedPhoto.Appearance], _ year: Int, _ generator: inout SeededGenerator
    ) -> Story {
        let (month, day) = (generator.below(12), 1 + generator.below(28))
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let names = people.sorted { $0.place.x < $1.place.x }.map(\.person.name)
        let date = "\(day) \(Self.months[month]) \(year)"
        let caption =
            switch names.count {
            case 0: "\(occasion.phrase), \(date)."
            case 1: "\(names[0]) \(occasion.phrase), \(date)."
            default:
                "From left: \(names.dropLast().joined(separator: ", ")) and \(names.last!) \(occasion.phrase), \(date)."
            }
        return Story(
            caption: caption, credit: InventedNames.name(15_000 + generator.below(12)),
            source: generator.one(of: ["Lakeside Press Archive", "Northquay Picture Desk", "Municipal Collection"]),
            taken:
                "\(year)-\(two(month + 1))-\(two(day))T\(two(7 + generator.below(14))):\(two(generator.below(60))):00")
    }

    // MARK: Sets for benchmarks

    func uniform(_ count: Int, faces: Int, width: Int, height: Int, heads: Int) -> PhotoSet {
        let people = (0..<heads).map { person($0) }
        let digits = String(count).count
        return PhotoSet(
            photos: (0..<count).map { number in
                var generator = SeededGenerator(seed, .photos, number)
                let places =
                    faces == 1
                    ? [Self.wholePortrait(width, height)]
                    : GroupLayout(faces, width: width, height: height, closeness: 0.9, &generator).places
                // Another first head on each photo, and nobody twice on one.
                let people = places.enumerated().map { appearance(people[(number * faces + $0) % heads], 0, $1) }
                let occasion = generator.one(of: Occasion.withPeople)
                let name = String(number + 1)
                return PlannedPhoto(
                    path: "\(String(repeating: "0", count: digits - name.count))\(name).jpg", width: width,
                    height: height,
                    subject: faces == 1 ? .portrait : .figures(generator.one(of: Backdrop.allCases)), people: people,
                    light: Light(&generator), age: .new, file: FileKind.jpeg.encoding(quality: 90, orientation: 1),
                    story: story(occasion, people, 2020, &generator), seed: generator.next())
            })
    }
}
