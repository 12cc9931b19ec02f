import ArgumentParser
import FaceSearch
import Foundation
import Photos
import Presentation
import Records

struct SignalsLook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "look",
        abstract: "Shows you the face behind a signal; logged first, and told to every overseer.",
        discussion: """
            Writes the face that was searched with, and nobody else's in the photo, while
            the probe is kept. Delete the file when you have seen what you had to.

            Example:
              likeness signals look 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 \\
                  --search 77ab2a9e8b7d41c3a6e9d2b4f8071c35 --output face.jpg \\
                  --reason "To ask the family whether they know of this."
            """)

    @OptionGroup var home: HomeOption
    @Argument(help: "The signal's id.") var id: String
    @Option(help: ArgumentHelp("Which of its searches.", valueName: "id")) var search: String
    @Option(help: "Why, in at least 20 characters; the other overseers read it.") var reason: String
    @Option(help: ArgumentHelp("Write the JPEG here.", valueName: "file")) var output: String
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        let (home, actor) = try home.openAsActor()
        let analyzer = try makeAnalyzer()
        let look = try await home.lookBehind(SignalRef(id), search: search, reason: reason, as: actor)
        let probe = try home.probe(of: look.record.ref, as: actor)
        let picture = try await FacePicture.alone(
            probe.box, in: Photo(probe.photo), longSide: 480, with: analyzer)
        try OutputFile.write(Data(picture), to: output)
        if json { return try JSONOutput.print(SignalDetailsOutput.look(look)) }
        try say("\(look.record.ref.rawValue)  logged; the face is in \(output).")
    }
}
