import ArgumentParser
import FaceAnalysis
import FaceSearch
import Foundation
import Presentation
import Records
import Rules

extension RequestCommand {
    struct Search: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Looks for whoever asks, in the collections that the request names.",
            discussion: """
                The sheet shows each found photo with the found face alone: everybody else in
                it is blotted out. The photo and what was found are kept until the request
                ends. Search again with another photo to find more.

                Example:
                  likeness request search 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 them.jpg \\
                      --html found.html
                """)

        @OptionGroup var subject: Subject
        @Argument(help: ArgumentHelp("A photo of the person.", valueName: "photo")) var photo: String
        @Option(help: ArgumentHelp("Which of the photo's faces, counted from the left.", valueName: "n")) var face: Int?
        @Option(help: "The least similarity that is looked at, 0.36 to 0.9.")
        var threshold = SearchRequest.defaultThreshold
        @Option(help: ArgumentHelp("Write what was found as a page, to say whose it is.", valueName: "file"))
        var html: String?
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            if let html { try SheetFile.checkPlace(html) }
            let (home, actor) = try subject.open()
            let analyzer = try makeAnalyzer()
            let described = try await home.searchForRequest(
                subject.ref, photo: NamedPhoto.read(photo), face: face, threshold: threshold, as: actor, with: analyzer)
            let found = try home.facesFound(for: subject.ref, as: actor)
            if let html { try await sheet(described, found, home, actor, analyzer).write(to: html) }
            try tell(described, found, json)
        }
    }

    struct Confirm: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says of found faces whether they are the person's.",
            discussion: """
                Examples:
                  likeness request confirm 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 --is 1 2 --is-not 3
                  likeness request confirm 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 --is 1 --others-not
                """)

        @OptionGroup var subject: Subject
        @Option(name: .customLong("is"), parsing: .upToNextOption, help: "Numbers of faces that are the person's.")
        var theirs: [Int] = []
        @Option(parsing: .upToNextOption, help: "Numbers of faces that are somebody else's.") var isNot: [Int] = []
        @Flag(help: "All that were not judged yet are somebody else's.") var othersNot = false
        @Flag(help: "Print one JSON object.") var json = false

        func validate() throws {
            if theirs.isEmpty, isNot.isEmpty, !othersNot {
                throw ValidationError("Say which: --is, --is-not or --others-not.")
            }
            if !Set(theirs).isDisjoint(with: isNot) { throw ValidationError("A number is both.") }
        }

        func run() async throws {
            let (home, actor) = try subject.open()
            var verdicts: [Int: RequestFace.Verdict] = [:]
            if othersNot {
                for face in try home.facesFound(for: subject.ref, as: actor) where face.verdict == nil {
                    verdicts[face.number] = .isNot
                }
            }
            for number in isNot { verdicts[number] = .isNot }
            for number in theirs { verdicts[number] = .isPerson }
            let described = try await home.judge(verdicts, for: subject.ref, as: actor)
            try tell(described, home.facesFound(for: subject.ref, as: actor), json)
        }
    }

    struct Answer: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Grants a request: does what it asks for, and writes the letter or the certificate.",
            discussion: """
                Access: a letter that says which photos show the person, or that none does.
                Erasure, objection: the confirmed faces are erased, and a certificate with
                proofs says so. Sealing: the person in --photo is sealed.

                The photo and faces that were kept for the request are erased. The letter can
                be had again with `request show`, but for pictures of the person.

                Examples:
                  likeness request answer 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 --dry-run \\
                      --html draft.html
                  likeness request answer 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 --pictures \\
                      --html letter.html
                """)

        @OptionGroup var subject: Subject
        @Option(help: ArgumentHelp("Sealing: a photo of the person. It is not kept.", valueName: "photo"))
        var photo: String?
        @Option(help: ArgumentHelp("Which of the photo's faces, counted from the left.", valueName: "n")) var face: Int?
        @Flag(help: "Leave out how often searches showed the person.") var withoutSearches = false
        @Flag(help: "The person's own face in the letter, from each photo.") var pictures = false
        @Flag(help: "Only write what would be answered.") var dryRun = false
        @Option(help: ArgumentHelp("Write the letter or certificate.", valueName: "file")) var html: String?
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            if let html { try SheetFile.checkPlace(html) }
            let (home, actor) = try subject.open()
            let analyzer = try makeAnalyzer()
            var portraits: [Int: [UInt8]] = [:]
            if pictures {
                for found in try home.facesFound(for: subject.ref, as: actor) where found.verdict == .isPerson {
                    portraits[found.number] = try await found.ownPortrait(side: 192, with: analyzer)
                }
            }
            if !dryRun {
                let choice = AnswerChoice(
                    photo: try photo.map { try NamedPhoto.read($0) }, face: face, tellsSearches: !withoutSearches)
                try await home.answerRequest(subject.ref, choice, as: actor, with: analyzer)
            }
            let papers = try await home.papers(of: subject.ref, tellsSearches: !withoutSearches, as: actor)
            if let html { try RequestAnswerSheet(papers, portraits: portraits).write(to: html) }
            if json { return try JSONOutput.print(RequestPapersOutput(papers)) }
            try say(RequestOutput(papers.described).lines.joined(separator: "\n"))
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One request: how it stands, what was found, what was answered.",
            discussion: """
                --html writes what was found while the request is open, and the letter or
                certificate once it was answered or refused.

                Examples:
                  likeness request show 5f0c2a9e8b7d41c3a6e9d2b4f8071c35
                  likeness request show 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 --html letter.html
                """)

        @OptionGroup var subject: Subject
        @Option(help: ArgumentHelp("Write a page.", valueName: "file")) var html: String?
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            if let html { try SheetFile.checkPlace(html) }
            let (home, actor) = try subject.open()
            let described = try home.request(subject.ref, as: actor)
            let found = try home.facesFound(for: subject.ref, as: actor)
            guard !described.request.state.isOpen else {
                if let html { try await sheet(described, found, home, actor, makeAnalyzer()).write(to: html) }
                return try tell(described, found, json)
            }
            let papers = try await home.papers(of: subject.ref, as: actor)
            if let html { try RequestAnswerSheet(papers).write(to: html) }
            if json { return try JSONOutput.print(RequestPapersOutput(papers)) }
            try say(RequestOutput(described).lines.joined(separator: "\n"))
        }
    }

    fileprivate static func tell(_ described: DescribedRequest, _ found: [FoundFace], _ json: Bool) throws {
        let output = FoundFacesOutput(described, found)
        if json { return try JSONOutput.print(output) }
        try say((output.request.lines + output.found.map { "  \($0.line)" }).joined(separator: "\n"))
    }

    fileprivate static func sheet(
        _ described: DescribedRequest, _ found: [FoundFace], _ home: Home, _ actor: Actor, _ analyzer: FaceAnalyzer
    ) async throws -> FoundFacesSheet {
        let probes = try described.searches.compactMap {
            try home.probe(ofSearch: $0.id, for: described.ref, as: actor)
        }
        return try await FoundFacesSheet(described, found, probes: probes, with: analyzer)
    }
}
