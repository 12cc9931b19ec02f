import ArgumentParser
import FaceSearch
import Foundation
import Presentation
import Records

extension Collection {
    struct Photos: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A collection's photos with their numbers and their faces', for those who look after it.",
            discussion: """
                `likeness erase` takes these numbers.

                Examples:
                  likeness collection photos strike-1984
                  likeness collection photos strike-1984 --json
                """)

        @OptionGroup var home: HomeOption
        @Argument(help: "The collection's name.") var name: String
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let (home, actor) = try home.openAsActor()
            let photos = try home.photos(in: name, as: actor).map { EnrolledPhotoOutput($0) }
            if json { return try JSONOutput.print(ListOutput(collection: name, photos: photos)) }
            if photos.isEmpty { try say("No photo yet. Enrol some with `likeness index FOLDER --collection \(name)`.") }
            for photo in photos { try say(photo.line) }
        }

        private struct ListOutput: Encodable {
            let collection: String
            let photos: [EnrolledPhotoOutput]
        }
    }
}
