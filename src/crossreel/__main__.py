"""`python -m crossreel` and the `crossreel` command."""

from crossreel.app.main import main

if __name__ == "__main__":
    main()
