"""Handles that are the same, and that are not, each with why."""

from tests.text.pairs.pair import not_the_same, same

PAIRS = [
    same("@Fox_99", "fox_99", "the sign before it, and case"),
    same("fox_99", "fox_99 (Instagram)", "the platform in brackets"),
    same("fox_99", "(IG) fox_99", "the same before it, short"),
    same("fox_99", "fox_99 [Snapchat]", "other brackets"),
    same("fox_99", "Instagram: @fox_99", "the platform before it"),
    same("fox_99", "insta fox_99", "as it is said"),
    same("fox_99", "snap: fox_99", "short"),
    same("fox_99", "fox_99 on Snapchat", "in words"),
    same("fox_99", "fox_99 - TikTok", "after a dash"),
    same("fox_99", "his insta is @fox_99", "in a sentence"),
    same("fox_99", "Instagram/fox_99", "as an address without its end"),
    same("fox_99", "username: fox_99", "what it is"),
    same("Jo Smith", "Facebook (Jo Smith)", "the platform outside the brackets"),
    same("fox_99", "fox_99 (his second account)", "what is said about it"),
    same("fox_99", "fox\u200b_99", "what nobody sees"),
    same("fox_99", "ｆox_99", "a wide letter"),
    same("fox_99", "https://www.instagram.com/fox_99/", "the profile"),
    same("fox_99", "http://instagram.com/Fox_99?igsh=Zm94&hl=en", "the profile with where one came from"),
    same("fox_99", "instagram.com/fox_99", "without the beginning"),
    same("fox_99", "m.instagram.com/fox_99#about", "on a telephone, with a place in the page"),
    same("fox_99", "https://www.instagram.com/stories/fox_99/3141592653589793238/", "a story says whose it is"),
    same("fox_99", "https://www.instagram.com/fox_99/reel/Cx1AbC/", "a film beneath its profile"),
    same("fox_99", "https://www.tiktok.com/@fox_99/video/7123456789012345678?lang=en", "a film that says whose it is"),
    same("fox_99", "https://www.snapchat.com/add/fox_99?share_id=Xy", "a profile to add"),
    same("fox_99", "https://snapchat.com/@fox_99", "the newer profile"),
    same("fox_99", "https://twitter.com/fox_99/status/1745000000000000000", "a post that says whose it is"),
    same("fox_99", "https://x.com/fox_99", "the platform's newer name"),
    same("fox_99", "mobile.twitter.com/fox_99", "on a telephone"),
    same("fox_99", "https://www.facebook.com/fox_99/posts/pfbid02abc", "a post beneath its profile"),
    same("fox_99", "https://en-gb.facebook.com/fox_99?ref=share", "in a language"),
    same("fox_99", "m.me/fox_99", "a message to it"),
    same("fox_99", "https://t.me/fox_99/12", "a message of it"),
    same("fox_99", "reddit.com/u/fox_99", "one way"),
    same("fox_99", "https://old.reddit.com/user/Fox_99/comments", "the other"),
    same("fox_99", "u/fox_99", "as it is written there"),
    same("fox_99", "https://youtube.com/@fox_99/shorts", "a channel by its name"),
    same("fox_99", "https://www.twitch.tv/fox_99", "a stream"),
    same("fox_99", "https://chat.example/@Fox_99?from=share", "any site where the sign says what it is"),
    same("fox_99", "https://l.instagram.com/?u=https%3A%2F%2Finstagram.com%2Ffox_99", "a link that leads on"),
    same("fox.ninety", "https://www.instagram.com/fox.ninety/", "dots"),
    same("https://m.facebook.com/profile.php?id=100012345678", "https://www.facebook.com/100012345678", "its number"),
    same(
        "https://facebook.com/profile.php?id=100012345678", "facebook.com/profile.php?sk=about&id=100012345678", "order"
    ),
    same(
        "https://facebook.com/profile.php?id=100012345678",
        "facebook.com/people/Jo-Smith/100012345678/",
        "a longer form",
    ),
    same("https://facebook.com/profile.php?id=100012345678", "Facebook ID 100012345678", "in words"),
    same("https://facebook.com/profile.php?id=100012345678", "100012345678 (FB)", "in words, after it"),
    same(
        "facebook.com/permalink.php?story_fbid=pfbid0x&id=100012345678",
        "facebook.com/100012345678",
        "a post, its owner",
    ),
    same("https://facebook.com/profile.php?id=100012345678", "facebook.com/groups/22/user/100012345678/", "in a group"),
    same("https://youtu.be/AbC-123_xyz?si=Qw", "https://www.youtube.com/watch?feature=share&v=AbC-123_xyz", "one film"),
    same(
        "https://www.instagram.com/p/Cx1AbC/",
        "https://instagram.com/reel/Cx1AbC/?igsh=a",
        "one film under two addresses",
    ),
    same("https://facebook.com/watch/?v=987654321", "https://m.facebook.com/reel/987654321", "one film"),
    same("https://vm.tiktok.com/ZMabc/", "vm.tiktok.com/ZMabc", "one short address"),
    same("https://harbour.example/menu?utm_source=x", "http://www.harbour.example/menu/", "one page"),
    same(
        "https://steamcommunity.com/profiles/76561198000000000",
        "steamcommunity.com/profiles/76561198000000000/games",
        "id",
    ),
    same("https://wa.me/447700900123", "https://api.whatsapp.com/send?phone=447700900123", "a telephone number"),
    not_the_same(
        "https://facebook.com/profile.php?id=100012345678",
        "https://facebook.com/profile.php?id=100087654321",
        "two men",
    ),
    not_the_same(
        "https://facebook.com/profile.php?id=100012345678", "https://facebook.com/profile.php", "no profile at all"
    ),
    not_the_same(
        "facebook.com/people/Jo-Smith/100012345678", "facebook.com/people/Jo-Smith/100087654321", "two of one name"
    ),
    not_the_same(
        "https://www.facebook.com/share/1AbCdEf/", "https://www.facebook.com/share/1GhIjKl/", "whose, neither says"
    ),
    not_the_same(
        "facebook.com/story.php?story_fbid=1&id=100012345678",
        "facebook.com/story.php?story_fbid=1&id=100087654321",
        "ids",
    ),
    not_the_same("https://facebook.com/photo.php?fbid=111", "https://facebook.com/photo.php?fbid=222", "two pictures"),
    not_the_same("https://facebook.com/groups/222", "https://facebook.com/groups/333", "two groups"),
    not_the_same(
        "https://www.instagram.com/p/Cx1AbC/", "https://www.instagram.com/p/Cx1Abc/", "letters of a film matter"
    ),
    not_the_same("https://www.instagram.com/reel/Cx1AbC/", "https://www.instagram.com/reel/Dy2BcD/", "two films"),
    not_the_same("https://www.instagram.com/explore/", "https://www.instagram.com/fox_99", "a page of the platform"),
    not_the_same("https://vm.tiktok.com/ZMabc/", "https://vm.tiktok.com/ZMdef/", "two short addresses"),
    not_the_same(
        "https://www.tiktok.com/@fox_99/video/71", "https://www.tiktok.com/@fox_98/video/71", "two who sing one song"
    ),
    not_the_same("https://www.youtube.com/watch?v=AbC", "https://www.youtube.com/watch?v=DeF", "two films"),
    not_the_same(
        "https://www.youtube.com/channel/UCabc", "https://www.youtube.com/channel/UCABC", "letters of a channel matter"
    ),
    not_the_same("https://t.me/+AbCdEf", "https://t.me/+GhIjKl", "two invitations"),
    not_the_same("https://discord.gg/abc", "https://discord.gg/def", "two invitations"),
    not_the_same("fox#1234", "fox#5678", "two of one name on Discord"),
    not_the_same("https://vk.com/id123456", "https://vk.com/id654321", "two numbers"),
    not_the_same("https://vk.com/id100012345678", "https://facebook.com/100012345678", "one number on two platforms"),
    not_the_same("https://harbour.example/menu", "https://bayview.example/menu", "two places' pages called alike"),
    not_the_same("https://harbour.example/user/12", "https://bayview.example/user/12", "numbers of two sites"),
    not_the_same("https://forum.example/topic?id=1", "https://forum.example/topic?id=2", "two topics"),
    not_the_same("fox_99", "fox99", "a letter less"),
    not_the_same("fox_99", "fox_98", "another"),
    not_the_same("fox_99", "fox_99_", "a letter more"),
    not_the_same("Snap Fox", "fox", "no platform: half of a name"),
    not_the_same("x_fox", "fox", "no platform: a name"),
]
NOBODY = ("Facebook", "Insta", "https://www.facebook.com/", "@", "instagram.com")  # a platform, and nobody on it
