import ArgumentParser
import FaceSearch
import Foundation
import Presentation

struct PublicPageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "public-page",
        abstract: "Writes a page for everybody: which collections exist, on what basis, and how to ask.",
        discussion: """
            One file without scripts, for any web server; it links to nothing. It names
            collections and controllers, and nobody else. `likeness serve --public-page`
            serves the same page by itself.

            What it says can be translated, and the contact set, in a file of texts:
            --standard-texts prints the one to begin with. docs/rights.md says more.

            Examples:
              likeness public-page /var/www/faces.html
              likeness public-page --standard-texts > texts.txt
              likeness public-page /var/www/faces.html --texts texts.txt
            """)

    @OptionGroup var home: HomeOption
    @Argument(help: "The page to write.") var file: String?
    @Option(help: ArgumentHelp("A file of texts.", valueName: "file")) var texts: String?
    @Flag(help: "Print the texts that the page has without a file.") var standardTexts = false

    func validate() throws {
        if (file == nil) != standardTexts { throw ValidationError("Name the page to write, or give --standard-texts.") }
    }

    func run() async throws {
        guard let file else { return try say(PublicPageTexts.standardFile) }
        try SheetFile.checkPlace(file)
        let own = try texts.map { try PublicPageTexts(at: $0) } ?? .standard
        try PublicPage(home.open().publicFacts(), own).write(to: file)
        try say("Public page: \(file)")
    }
}
