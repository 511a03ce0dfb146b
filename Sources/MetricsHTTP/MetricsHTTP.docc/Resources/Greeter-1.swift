@main
struct Greeter {
    static func main() {
        for name in ["Ada", "Mari", "Bo"] { greet(name) }
    }

    static func greet(_ name: String) {
        print("Hello, \(name)!")
    }
}
