import Foundation
import SyntheticPeople

/// Photos of the archive to search with: of each person those on which they are alone.
struct DemoFaces {
    private let photos: [[String]]

    init(_ plan: ArchivePlan, in archive: URL) {
        let alone = plan.archive.photos.filter { $0.people.count == 1 }
        let byPerson = Dictionary(grouping: alone) { $0.people[0].person.id }
        photos = byPerson.sorted { $0.key < $1.key }.map { $0.value.map { archive.appending(path: $0.path).path } }
    }

    /// A person's photos take turns.
    func photo(ofPerson person: Int, _ number: Int) -> String {
        let own = photos[person % photos.count]
        return own[number % own.count]
    }

    func photo(of guest: Guest, _ number: Int) -> String {
        photo(ofPerson: photos.count - 1 - guest.rawValue, number)
    }

    /// Whom no project is about; counted from the archive's last person.
    enum Guest: Int {
        /// On three houses' photos.
        case mayor = 1
        /// She asks what is held of her.
        case reader = 2
        case firstPortrait = 4, secondPortrait = 5, thirdPortrait = 6
        case childAtTheFair = 7
        /// On photos of the Town Archive.
        case neighbour = 12
    }
}
