import ArgumentParser
import High
import Low
